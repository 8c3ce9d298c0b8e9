"""Reading access: who is who, and which roles they have where."""

from typing import Any

from safeconduct.foundation.access.models import User
from safeconduct.foundation.access.roles import SYSTEM, SYSTEM_ACTOR
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotAllowed


def user(user_id: str) -> User | None:
    """The user, or None."""
    return User.objects.filter(subject=user_id).first()


def user_by_login(login: str) -> User | None:
    """The user with that login, or None."""
    return User.objects.filter(login=login.strip().lower()).order_by("id").first()


def users() -> list[User]:
    """All users by login."""
    return list(User.objects.order_by("login"))


def roles_of(actor: str, place: str) -> frozenset[str]:
    """The roles in which this actor may act at this place. Raises NotAllowed."""
    if actor == SYSTEM_ACTOR:
        return frozenset({SYSTEM})
    row = User.objects.filter(subject=actor).values_list("roles", "posts", "disabled").first()
    if row is None or row[2]:
        raise NotAllowed("access.not_a_user")
    roles, posts, _ = row
    if posts and place not in posts and place != "node":
        raise NotAllowed("access.not_your_post")
    return frozenset(roles)


def state_for_create_user(command: Any, act: Act) -> frozenset[str]:
    """Logins in use."""
    return frozenset(User.objects.values_list("login", flat=True))


def passphrase_of(found: User) -> dict[str, Any] | None:
    """The user's passphrase verifier, or None where none is set."""
    for credential in found.credentials:
        if credential["method"] == "passphrase":
            return dict(credential["secret"])
    return None
