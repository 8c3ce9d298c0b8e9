"""Return, transfer and readmission: bound to every gate now, answered "not available" until their rooms exist."""

from safeconduct.kernel.acts import Command


class ReturnPerson(Command, frozen=True, kw_only=True):
    """Return somebody to where they came from."""

    person: str


class TransferPerson(Command, frozen=True, kw_only=True):
    """Transfer somebody to another State."""

    person: str
    state: str


class ReadmitPerson(Command, frozen=True, kw_only=True):
    """Hand somebody over to a State that readmits them."""

    person: str
    state: str
