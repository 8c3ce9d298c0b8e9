"""What may happen to a user of this node, and the looks that are recorded."""

from typing import Any, ClassVar

from safeconduct.kernel.facts import Fact


class UserCreated(Fact):
    """A person may work at this node."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"
    NAMED: ClassVar[frozenset[str]] = frozenset({"login", "display_name"})

    roles: tuple[str, ...]
    posts: tuple[str, ...] = ()  # none: every post of the node
    login: str = ""
    display_name: str = ""


class RolesChanged(Fact):
    """Other roles or posts."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"

    roles: tuple[str, ...]
    posts: tuple[str, ...] = ()


class UserDisabled(Fact):
    """A user may no longer work here; `enabled` takes it back."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"

    disabled: bool = True


class CredentialSet(Fact):
    """A way to prove who one is: passphrase, totp, codes or passkey. The secret part is under the user's key."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"
    NAMED: ClassVar[frozenset[str]] = frozenset({"secret"})

    method: str
    credential: str = ""  # id of a passkey, or of a set of codes; empty where there is only one
    secret: dict[str, Any] = {}


class CredentialRemoved(Fact):
    """A way to prove who one is was taken away."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"

    method: str
    credential: str = ""


FACTS = (UserCreated, RolesChanged, UserDisabled, CredentialSet, CredentialRemoved)
