"""Who sits here in this session: found once a request, asked by every page before it does anything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse

from safeconduct.foundation.access import queries
from safeconduct.kernel.acts import Act, Seen
from safeconduct.kernel.ids import is_id, new_id
from safeconduct.kernel.problems import NotAllowed

USER = "officer"  # session keys
POST = "post"

Page = TypeVar("Page", bound=Callable[..., HttpResponse])


@dataclass(frozen=True)
class Officer:
    """The person signed in, and the post at which they sit (None: none chosen, or not bound to one)."""

    id: str
    name: str
    login: str
    roles: frozenset[str]
    posts: tuple[str, ...]
    post: str | None

    @property
    def place(self) -> str:
        """Where this person acts: the post, or the node itself."""
        return self.post or "node"

    def is_any(self, *roles: str) -> bool:
        """Whether they have one of these roles."""
        return bool(self.roles & frozenset(roles))


def officer_or_none(request: HttpRequest) -> Officer | None:
    """Who is signed in; None for nobody, or for someone whose account was disabled meanwhile."""
    if not hasattr(request, "_officer"):
        request._officer = _read(request)  # type: ignore[attr-defined]
    return cast("Officer | None", request._officer)  # type: ignore[attr-defined]


def _read(request: HttpRequest) -> Officer | None:
    user_id = request.session.get(USER)
    user = queries.user(user_id) if user_id else None
    if user is None or user.disabled:
        return None
    post = request.session.get(POST)
    posts = tuple(user.posts)
    if posts and post not in posts:
        post = posts[0] if len(posts) == 1 else None
    return Officer(user.subject, user.display_name, user.login, frozenset(user.roles), posts, post)


def officer(request: HttpRequest) -> Officer:
    """Who is signed in. Raises NotAllowed access.sign_in."""
    found = officer_or_none(request)
    if found is None:
        raise NotAllowed("access.sign_in")
    return found


def allow(*roles: str) -> Callable[[Page], Page]:
    """A page for these roles alone; everyone else is refused (NotAllowed access.not_your_role)."""

    def wrap(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if not officer(request).is_any(*roles):
                raise NotAllowed("access.not_your_role")
            return page(request, *arguments, **named)

        guarded.allowed_roles = frozenset(roles)  # type: ignore[attr-defined]
        return cast(Page, guarded)

    return wrap


def act_of(
    request: HttpRequest,
    *,
    purpose: str = "border_control",
    seen: Seen | None = None,
    happened_at: datetime | None = None,
) -> Act:
    """The act of the one who sits here. A form carries its act's id in the field `command_id`: sent twice, done once."""
    who = officer(request)
    given = request.POST.get("command_id", "")
    return Act(
        id=given if is_id(given) else new_id(),
        actor=who.id,
        purpose=purpose,
        place=who.place,
        seen=seen or {},
        happened_at=happened_at,
    )
