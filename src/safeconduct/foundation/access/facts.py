"""What may happen to a user of this node, and the looks at people that are recorded."""

from typing import Any, ClassVar

from safeconduct.kernel.facts import Fact


class UserCreated(Fact, frozen=True, kw_only=True):
    """A person may work at this node."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"
    NAMED: ClassVar[frozenset[str]] = frozenset({"login", "display_name"})

    roles: tuple[str, ...]
    posts: tuple[str, ...] = ()  # none: every post of the node
    login: str = ""
    display_name: str = ""


class UserRenamed(Fact, frozen=True, kw_only=True):
    """The name shown for a user was corrected."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"
    NAMED: ClassVar[frozenset[str]] = frozenset({"display_name"})

    display_name: str = ""


class RolesChanged(Fact, frozen=True, kw_only=True):
    """Other roles or posts."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"

    roles: tuple[str, ...]
    posts: tuple[str, ...] = ()


class UserDisabled(Fact, frozen=True, kw_only=True):
    """A user may no longer work here; `disabled` False takes it back."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"

    disabled: bool = True


class CredentialSet(Fact, frozen=True, kw_only=True):
    """A way to prove who one is: passphrase, totp, codes, passkey or reset. Its secret part is under the user's key."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"
    NAMED: ClassVar[frozenset[str]] = frozenset({"secret"})

    method: str
    credential: str = ""  # id of a passkey, of a set of codes or of a reset; empty where there is only one
    secret: dict[str, Any] = {}


class CredentialRemoved(Fact, frozen=True, kw_only=True):
    """A way to prove who one is was taken away."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"

    method: str
    credential: str = ""


class CodeSpent(Fact, frozen=True, kw_only=True):
    """A printed one-time code was used; `digest` says which. It stays spent whatever else is restored."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"

    credential: str
    digest: str


class ResetProposed(Fact, frozen=True, kw_only=True):
    """The first of two persons says that this user has forgotten the passphrase (and lost the second factor)."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"

    second_factor: bool = False


class ResetAnswered(Fact, frozen=True, kw_only=True):
    """The second person agreed, or did not. `proposal` is the entry, `proposed_by` its author."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "user"

    proposal: str
    proposed_by: str
    granted: bool = True


class LookedAt(Fact, frozen=True, kw_only=True):
    """Somebody was shown something about people. `what` is a code, `about` the ids of those shown."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "looks"

    user: str
    what: str
    purpose: str
    about: tuple[str, ...] = ()


class SignedIn(Fact, frozen=True, kw_only=True):
    """A user signed in; `method` is the second proof, empty where none was asked (training)."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "looks"

    user: str
    method: str = ""


class SignInFailed(Fact, frozen=True, kw_only=True):
    """Somebody gave a known user's name and a wrong proof; `step` says which. What was typed is never kept."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "looks"

    user: str
    step: str


class Exported(Fact, frozen=True, kw_only=True):
    """Somebody took data out of the node as a file; `what` is a code."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "looks"

    user: str
    what: str
    purpose: str
    number: int = 0
    about: tuple[str, ...] = ()


class Printed(Fact, frozen=True, kw_only=True):
    """Somebody printed something; `what` is a code, `about` the ids of those on it."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "looks"

    user: str
    what: str
    purpose: str
    number: int = 0
    about: tuple[str, ...] = ()


FACTS = (
    UserCreated, UserRenamed, RolesChanged, UserDisabled, CredentialSet, CredentialRemoved, CodeSpent,
    ResetProposed, ResetAnswered, LookedAt, SignedIn, SignInFailed, Exported, Printed,
)  # fmt: skip
