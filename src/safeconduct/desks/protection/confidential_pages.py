"""Pages of a protection agency's node, and nowhere else; every look of who reads in an emergency is written down."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse

from safeconduct.domains.screening.queries import check_agency, reads_files
from safeconduct.foundation.access.looks import record_flagged_look
from safeconduct.foundation.access.roles import PROTECTION_OFFICER
from safeconduct.foundation.access.sessions import allow, keys_of
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import NotFound

Page = TypeVar("Page", bound=Callable[..., HttpResponse])


def in_confidence(page: Page) -> Page:
    """For protection officers at their agency's node. NotAllowed: access.not_your_role, screening.agency_only."""

    @allow(PROTECTION_OFFICER)
    @wraps(page)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        check_agency()
        _flag_emergency(request, arguments, named)
        return page(request, *arguments, **named)

    return cast(Page, guarded)


def at_agency(*roles: str) -> Callable[[Page], Page]:
    """For these roles at an agency's node. NotAllowed: access.not_your_role. NotFound: node.no_such_desk."""

    def wrap(page: Page) -> Page:
        @allow(*roles)
        @wraps(page)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if not reads_files():
                raise NotFound("node.no_such_desk")
            return page(request, *arguments, **named)

        return cast(Page, guarded)

    return wrap


def _flag_emergency(request: HttpRequest, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    keys, now = keys_of(request), ledger().clock.now()
    for one in keys.emergencies if keys else ():
        if now < one.until:
            shown = [str(value) for value in (*arguments, *named.values()) if is_id(str(value))]
            record_flagged_look(request, "emergency", (one.id, *shown))
