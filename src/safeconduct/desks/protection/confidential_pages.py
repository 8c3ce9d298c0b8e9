"""Pages of the protection officer: on a protection agency's node, and nowhere else."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse

from safeconduct.domains.screening.queries import check_agency
from safeconduct.foundation.access.roles import PROTECTION_OFFICER
from safeconduct.foundation.access.sessions import allow

Page = TypeVar("Page", bound=Callable[..., HttpResponse])


def in_confidence(page: Page) -> Page:
    """For protection officers at their agency's node. NotAllowed: access.not_your_role, screening.agency_only."""

    @allow(PROTECTION_OFFICER)
    @wraps(page)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        check_agency()
        return page(request, *arguments, **named)

    return cast(Page, guarded)
