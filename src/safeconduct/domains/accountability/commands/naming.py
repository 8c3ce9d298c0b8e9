"""Who receives complaints of misconduct, on every node."""

from safeconduct.kernel.acts import Command


class NameFocalPoint(Command, frozen=True, kw_only=True):
    """Say who receives complaints of misconduct, and how they are reached."""

    name: str
    phone: str
    email: str = ""
    hours: str = ""
