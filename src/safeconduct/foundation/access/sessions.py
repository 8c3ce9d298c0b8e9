"""Who sits here in this session: found once a request, asked by every page before it does anything.

A session is nobody's until the second proof is given, and nobody's while it is locked.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from safeconduct.foundation.access import queries
from safeconduct.foundation.access.models import Session
from safeconduct.foundation.access.roles import purposes_of
from safeconduct.foundation.access.session_store import POST, SEEN, STARTED, USER
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.vault import open_user_keys
from safeconduct.foundation.vault.open_user_keys import Emergency, OpenKeys
from safeconduct.kernel.acts import NODE, Act, Seen
from safeconduct.kernel.ids import is_id, new_id
from safeconduct.kernel.problems import NotAllowed

LOCKED, PURPOSE, PIN, PIN_TRIES = "locked", "purpose", "pin", "pin_tries"
KEYS = "keys"  # the token under which this process remembers what the session has opened; worth nothing without it
LONGEST = timedelta(hours=12)  # assumption: the longest shift; then everyone signs in anew
SEEN_EVERY = timedelta(minutes=1)
# assumption: the page locks itself after SAFECONDUCT_IDLE_SECONDS; a browser that says nothing for six times as
# long has no page that could, and the node locks it.
SILENCE = 6

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
    purpose: str = ""

    @property
    def place(self) -> str:
        """Where this person acts: the post, or the node itself."""
        return self.post or NODE

    def is_any(self, *roles: str) -> bool:
        """Whether they have one of these roles."""
        return bool(self.roles & frozenset(roles))


def officer_or_none(request: HttpRequest) -> Officer | None:
    """Who is signed in; None for nobody, a locked screen, or someone whose account was disabled meanwhile."""
    if not hasattr(request, "_officer"):
        locked = request.session.get(LOCKED) or _fell_silent(request)
        request._officer = None if locked else sitting_or_none(request)  # type: ignore[attr-defined]
    return cast("Officer | None", request._officer)  # type: ignore[attr-defined]


def sitting_or_none(request: HttpRequest) -> Officer | None:
    """Whose session this is, locked or not."""
    user_id = request.session.get(USER)
    user = queries.user(user_id) if user_id else None
    if user is None or user.disabled or _is_too_old(request):
        return None
    post = request.session.get(POST)
    posts = tuple(user.posts)
    if posts and post not in posts:
        post = posts[0] if len(posts) == 1 else None
    roles = frozenset(user.roles)
    open_to_them = purposes_of(roles)
    purpose = request.session.get(PURPOSE, "")
    if purpose not in open_to_them:
        purpose = open_to_them[0] if open_to_them else ""
    return Officer(user.subject, user.display_name, user.login, roles, posts, post, purpose)


def _is_too_old(request: HttpRequest) -> bool:
    started = request.session.get(STARTED)
    return started is not None and ledger().clock.now() - datetime.fromisoformat(started) > LONGEST


def _fell_silent(request: HttpRequest) -> bool:
    """Locks a session from which nothing was heard for long; notes that it was heard now."""
    if not request.session.get(STARTED):
        return False
    now = ledger().clock.now()
    silent = now - datetime.fromisoformat(str(request.session.get(SEEN) or request.session[STARTED]))
    if silent > timedelta(seconds=settings.SAFECONDUCT_IDLE_SECONDS * SILENCE):
        request.session[LOCKED] = True
        forget_keys(request)
        return True
    # A clock that was set back counts as heard, else the next hours would all be written.
    if abs(silent) > SEEN_EVERY:
        request.session[SEEN] = now.isoformat()
    return False


def begin(request: HttpRequest, user_id: str) -> None:
    """Make the session this user's, under a new key. Nothing of whoever sat here before stays."""
    kept = {name: request.session[name] for name in ("language", "theme") if name in request.session}
    if open_user_keys.held(request.session.get(KEYS, ""), user_id):
        kept[KEYS] = request.session[KEYS]
    else:
        forget_keys(request)
    request.session.flush()
    now = ledger().clock.now().isoformat()
    request.session.update({**kept, USER: user_id, STARTED: now, SEEN: now})
    _forget_officer(request)


def lock(request: HttpRequest) -> None:
    """Nobody works in this session until PIN or passphrase was given."""
    request.session[LOCKED] = True
    forget_keys(request)
    _forget_officer(request)


def unlock(request: HttpRequest) -> None:
    """The same person is back."""
    request.session.pop(LOCKED, None)
    request.session[PIN_TRIES] = 0
    request.session[SEEN] = ledger().clock.now().isoformat()
    _forget_officer(request)


def leave(request: HttpRequest) -> None:
    """Nobody's session any more; what it had opened is forgotten."""
    forget_keys(request)
    request.session.flush()
    _forget_officer(request)


def remember_keys(request: HttpRequest, user_id: str, private: bytes) -> None:
    """This session has opened the user's own key, in the memory of this process alone."""
    known = open_user_keys.held(request.session.get(KEYS, ""), user_id)
    forget_keys(request)
    token = request.session[KEYS] = open_user_keys.keep(user_id, private)
    fresh = open_user_keys.held(token, user_id)
    if known and fresh:
        fresh.emergencies = known.emergencies


def remember_emergency(request: HttpRequest, user_id: str, emergency: Emergency) -> None:
    """For some hours this session reads with a key that sheets of paper gave."""
    known = open_user_keys.held(request.session.get(KEYS, ""), user_id)
    if known is None:
        request.session[KEYS] = open_user_keys.keep(user_id)
        known = open_user_keys.held(request.session[KEYS], user_id)
    if known is not None:
        known.emergencies = (*known.emergencies, emergency)


def forget_keys(request: HttpRequest) -> None:
    """Forget what this session has opened."""
    open_user_keys.forget(request.session.pop(KEYS, ""))


def keys_of(request: HttpRequest) -> OpenKeys | None:
    """What the one who sits here has opened in this session; nothing opened is still somebody who reads."""
    who = officer_or_none(request)
    if who is None:
        return None
    return open_user_keys.held(request.session.get(KEYS, ""), who.id) or OpenKeys(who.id)


def _forget_officer(request: HttpRequest) -> None:
    if hasattr(request, "_officer"):
        del request._officer


def end_sessions(user_id: str, *, key: str = "", besides: str = "") -> int:
    """End this user's sessions, or the one with this key; `besides` stays. Returns how many were ended."""
    found = Session.objects.filter(user=user_id)
    if key:
        found = found.filter(session_key=key)
    ending = found.exclude(session_key=besides)
    for one in ending:
        open_user_keys.forget(str(one.get_decoded().get(KEYS, "")))
    ended, _ = in_turn(ending.delete)
    return ended


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


def for_anyone(page: Page) -> Page:
    """A page before sign-in, or for whoever is signed in whatever their role: it shows nothing about people."""
    page.allowed_roles = None  # type: ignore[attr-defined]
    return page


def act_of(
    request: HttpRequest,
    *,
    purpose: str = "",
    seen: Seen | None = None,
    happened_at: datetime | None = None,
) -> Act:
    """The act of the one who sits here, for the purpose of their session unless the page has one of its own.

    A form carries its act's id in the field `command_id`: sent twice, done once.
    """
    who = officer(request)
    given = request.POST.get("command_id", "")
    return Act(
        id=given if is_id(given) else new_id(),
        actor=who.id,
        purpose=purpose or who.purpose,
        place=who.place,
        seen=seen or {},
        happened_at=happened_at,
        form=_form_of(request),
    )


NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "command_id", "seen", "pressed_at"})


def _form_of(request: HttpRequest) -> str:
    # Fields and files of the form as text: the same form sent again is the same act, another one is not.
    fields = [(name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in NOT_CONTENT]
    files = [(name, one.size, one.name) for name in sorted(request.FILES) for one in request.FILES.getlist(name)]
    return json.dumps([request.path, fields, files], ensure_ascii=False) if fields or files else ""
