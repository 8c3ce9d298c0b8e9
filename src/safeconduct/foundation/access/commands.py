"""The doors into access: users, their roles and their credentials."""

from typing import Any

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class CreateUser(Command):
    """A new user with a passphrase verifier already made (see `foundation/access/passphrases.py`)."""

    user: str
    login: str
    display_name: str
    roles: tuple[str, ...]
    posts: tuple[str, ...] = ()
    passphrase: dict[str, Any] = {}


def create_user(act: Act, **what: Any) -> Receipt:
    """Create a user."""
    return submit(act, CreateUser(**what))
