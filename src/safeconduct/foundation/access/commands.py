"""The doors into access: users and their credentials; the record of who looked at what."""

from collections.abc import Callable
from typing import Any, ClassVar

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class CreateUser(Command, frozen=True, kw_only=True):
    """A new user, with a passphrase verifier or with the verifier of a first code (`access/reset_codes.py`)."""

    UNASKED: ClassVar[frozenset[str]] = frozenset({"passphrase", "reset"})  # salted anew each time

    user: str
    login: str
    display_name: str
    roles: tuple[str, ...]
    posts: tuple[str, ...] = ()
    passphrase: dict[str, Any] = {}
    reset: dict[str, Any] = {}


class RenameUser(Command, frozen=True, kw_only=True):
    """Correct the name shown."""

    user: str
    display_name: str


class ChangeRoles(Command, frozen=True, kw_only=True):
    """Give other roles or posts; no posts means every post."""

    user: str
    roles: tuple[str, ...]
    posts: tuple[str, ...] = ()


class DisableUser(Command, frozen=True, kw_only=True):
    """Stop a user from working here, or let them again."""

    user: str
    disabled: bool = True


class SetPassphrase(Command, frozen=True, kw_only=True):
    """One's own new passphrase; `reset` names the reset by which one came."""

    UNASKED: ClassVar[frozenset[str]] = frozenset({"passphrase"})

    user: str
    passphrase: dict[str, Any]
    reset: str = ""


class SetCredential(Command, frozen=True, kw_only=True):
    """One's own second factor: totp, codes or passkey."""

    user: str
    method: str
    secret: dict[str, Any]
    credential: str = ""


class RemoveCredential(Command, frozen=True, kw_only=True):
    """Take away one of one's own second factors; the last one stays."""

    user: str
    method: str
    credential: str = ""


class SpendCode(Command, frozen=True, kw_only=True):
    """Use a printed one-time code."""

    user: str
    credential: str
    digest: str


class ProposeReset(Command, frozen=True, kw_only=True):
    """Say that a user has forgotten the passphrase; with `second_factor`, lost that as well."""

    user: str
    second_factor: bool = False


class AnswerReset(Command, frozen=True, kw_only=True):
    """As the second person, grant the reset (with the verifier of its code) or refuse it."""

    UNASKED: ClassVar[frozenset[str]] = frozenset({"reset"})

    user: str
    proposal: str
    granted: bool
    reset: dict[str, Any] = {}


class RecordLook(Command, frozen=True, kw_only=True):
    """Somebody is shown something about people."""

    looks: str
    user: str
    what: str
    about: tuple[str, ...] = ()
    purpose: str = ""


class RecordSignIn(Command, frozen=True, kw_only=True):
    """A user signed in."""

    looks: str
    user: str
    method: str = ""


class RecordFailure(Command, frozen=True, kw_only=True):
    """A wrong proof was given for a known user."""

    looks: str
    user: str
    step: str


class RecordExport(Command, frozen=True, kw_only=True):
    """Data leaves the node as a file."""

    looks: str
    user: str
    what: str
    purpose: str = ""
    number: int = 0
    about: tuple[str, ...] = ()


class RecordPrint(RecordExport, frozen=True, kw_only=True):
    """Something is printed."""


def create_user(act: Act, **what: Any) -> Receipt:
    """Create a user."""
    return submit(act, CreateUser(**what))


def rename_user(act: Act, *, user: str, display_name: str) -> Receipt:
    """Correct the name shown."""
    return submit(act, RenameUser(user=user, display_name=display_name))


def change_roles(act: Act, *, user: str, roles: tuple[str, ...], posts: tuple[str, ...]) -> Receipt:
    """Give other roles or posts."""
    return submit(act, ChangeRoles(user=user, roles=roles, posts=posts))


def disable_user(act: Act, *, user: str, disabled: bool) -> Receipt:
    """Disable or enable."""
    return submit(act, DisableUser(user=user, disabled=disabled))


def set_passphrase(
    act: Act,
    *,
    user: str,
    passphrase: dict[str, Any],
    reset: str = "",
    along: Callable[[], Any] | None = None,
) -> Receipt:
    """Set one's own passphrase; `along` is what else opens with it, written in the same moment."""
    return submit(act, SetPassphrase(user=user, passphrase=passphrase, reset=reset), along=along)


def set_credential(act: Act, *, user: str, method: str, secret: dict[str, Any], credential: str = "") -> Receipt:
    """Set one's own second factor."""
    return submit(act, SetCredential(user=user, method=method, secret=secret, credential=credential))


def remove_credential(act: Act, *, user: str, method: str, credential: str = "") -> Receipt:
    """Remove one of one's own second factors."""
    return submit(act, RemoveCredential(user=user, method=method, credential=credential))


def spend_code(act: Act, *, user: str, credential: str, digest: str) -> Receipt:
    """Use a one-time code."""
    return submit(act, SpendCode(user=user, credential=credential, digest=digest))


def propose_reset(act: Act, *, user: str, second_factor: bool) -> Receipt:
    """Propose a reset."""
    return submit(act, ProposeReset(user=user, second_factor=second_factor))


def answer_reset(act: Act, *, user: str, proposal: str, granted: bool, reset: dict[str, Any]) -> Receipt:
    """Grant or refuse a reset."""
    return submit(act, AnswerReset(user=user, proposal=proposal, granted=granted, reset=reset))
