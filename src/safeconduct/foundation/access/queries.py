"""Reading access: who is who, which roles they have where, who sits here now, and who looked at what."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from safeconduct.foundation.access.models import Look, Session, User
from safeconduct.foundation.access.roles import ADMINISTRATOR, SYSTEM, SYSTEM_ACTOR
from safeconduct.foundation.access.states import SECOND_FACTORS, Account, Standing
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.foundation.journal.seen import seen_of as seen_of
from safeconduct.foundation.journal.statements import first
from safeconduct.kernel.acts import NODE, Act
from safeconduct.kernel.problems import NotAllowed, NotFound

_USER = Lookup(User, "subject = %s")


def user(user_id: str) -> User | None:
    """The user, or None."""
    return _USER.first(user_id)


def known_user(user_id: str) -> User:
    """The user. Raises NotFound access.no_such_user."""
    found = user(user_id)
    if found is None:
        raise NotFound("access.no_such_user")
    return found


def user_by_login(login: str) -> User | None:
    """The user with that login, or None."""
    return User.objects.filter(login=login.strip().lower()).order_by("subject").first()


def users(text: str = "", *, role: str = "", disabled: bool | None = None) -> list[User]:
    """Users by login; those whose name or login has the text, with that role, enabled or not."""
    found: QuerySet[User] = User.objects.order_by("login")
    if text:
        found = found.filter(Q(login__icontains=text) | Q(display_name__icontains=text))
    if disabled is not None:
        found = found.filter(disabled=disabled)
    return [one for one in found if not role or role in one.roles]


def names_of(user_ids: set[str]) -> dict[str, str]:
    """Names shown for these users, by id."""
    return dict(User.objects.filter(subject__in=user_ids).values_list("subject", "display_name"))


def reset_proposals() -> list[User]:
    """Users for whom one person has proposed a reset and a second has not answered."""
    return list(User.objects.exclude(reset_proposal="").order_by("login"))


def roles_of(actor: str, place: str) -> frozenset[str]:
    """The roles in which this actor may act at this place. Raises NotAllowed."""
    if actor == SYSTEM_ACTOR:
        return frozenset({SYSTEM})
    # Asked for every act, so without the ORM, which takes ten times as long.
    row = first("SELECT roles, posts, disabled FROM access_user WHERE subject = %s", [actor])
    if row is None or row[2]:
        raise NotAllowed("access.not_a_user")
    roles, posts = (json.loads(value) if isinstance(value, str) else value for value in row[:2])
    if posts and place not in posts and place != NODE:
        raise NotAllowed("access.not_your_post")
    return frozenset(roles)


def state_for_create_user(command: Any, act: Act) -> frozenset[str]:
    """Logins in use."""
    return frozenset(User.objects.values_list("login", flat=True))


def state_for_user(command: Any, act: Act) -> Standing:
    """The user a command concerns, and who administers this node."""
    row = user(command.user)
    enabled = User.objects.filter(disabled=False).values_list("subject", "roles")
    return Standing(
        account=account_of(row) if row else None,
        administrators=frozenset(subject for subject, roles in enabled if ADMINISTRATOR in roles),
    )


def account_of(row: User) -> Account:
    """The user as rules see it."""
    return Account(
        id=row.subject,
        roles=frozenset(row.roles),
        disabled=row.disabled,
        credentials=tuple(row.credentials),
        proposal=row.reset_proposal,
        proposed_by=row.reset_proposed_by,
        reset_second_factor=row.reset_second_factor,
    )


def passphrase_of(found: User) -> dict[str, Any] | None:
    """The user's passphrase verifier, or None where none is set."""
    return account_of(found).holds("passphrase")


def credentials_of(found: User, method: str) -> dict[str, dict[str, Any]]:
    """The secrets of one method by credential id."""
    return {one["credential"]: dict(one["secret"]) for one in found.credentials if one["method"] == method}


def second_factors_of(found: User) -> list[str]:
    """The methods by which this user can give a second proof now; a spent sheet of codes is none."""
    able = {one["method"] for one in found.credentials if one["secret"].get("digests", True)}
    return [method for method in SECOND_FACTORS if method in able]


def sessions_of(user_id: str = "") -> list[Session]:
    """Signed-in browsers, of one user or of all, the latest first."""
    found = Session.objects.exclude(user="").order_by("-started_at")
    return list(found.filter(user=user_id) if user_id else found)


def looks(
    *, user: str = "", begins: datetime | None = None, ends: datetime | None = None, event: str = "", about: str = ""
) -> QuerySet[Look]:
    """The access log, the latest first: of one user, in a time, of one event, about one record."""
    wanted = {"user": user, "event": event, "about": about, "at__gte": begins, "at__lt": ends}
    found: QuerySet[Look] = Look.objects.filter(**{name: value for name, value in wanted.items() if value})
    return found.order_by("-at", "-id")
