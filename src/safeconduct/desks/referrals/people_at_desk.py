"""Who sits at this desk, and which referrals they see: a post its own, the coordinator all, an agency what came to it.

An officer at the line sees no referral to a service whose name alone says something of a person.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from safeconduct.domains.referrals import queries
from safeconduct.foundation.access.roles import (
    BORDER_OFFICER,
    OVERSIGHT,
    POST_SUPERVISOR,
    PROTECTION_COORDINATOR,
    REFERRAL_OFFICER,
)
from safeconduct.foundation.access.sessions import Officer, allow, officer
from safeconduct.foundation.codes import sensitive_services
from safeconduct.kernel.problems import NotAllowed, NotFound

AT_THE_LINE = (BORDER_OFFICER, POST_SUPERVISOR)
REFERRERS = (*AT_THE_LINE, PROTECTION_COORDINATOR)
EVERYONE = (*REFERRERS, REFERRAL_OFFICER)
REVIEWERS = (PROTECTION_COORDINATOR, OVERSIGHT)

Page = TypeVar("Page", bound=Callable[..., HttpResponse])


def at_referrals(*roles: str) -> Callable[[Page], Page]:
    """A page for these roles: referral officers at their agency's node alone, who refers at every other.

    NotAllowed: access.not_your_role, referrals.agency_only, referrals.post_only.
    """

    def wrap(page: Page) -> Page:
        @allow(*roles)
        @wraps(page)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            check_node(officer(request))
            return page(request, *arguments, **named)

        return cast(Page, guarded)

    return wrap


def check_node(who: Officer) -> None:
    """NotAllowed: referrals.agency_only, referrals.post_only, for who sits at the wrong kind of node."""
    if queries.is_agency_node():
        if not who.is_any(REFERRAL_OFFICER):
            raise NotAllowed("referrals.post_only")
    elif not who.is_any(*REFERRERS, OVERSIGHT):
        raise NotAllowed("referrals.agency_only")


def sees_everything(who: Officer) -> bool:
    """Whether they follow every referral, whichever post made it."""
    return who.is_any(PROTECTION_COORDINATOR)


def hidden_types(who: Officer) -> frozenset[str]:
    """The types of service that this person is not shown."""
    may_see_all = who.is_any(PROTECTION_COORDINATOR, REFERRAL_OFFICER, OVERSIGHT)
    return frozenset() if may_see_all else sensitive_services()


def holder_of(who: Officer) -> str:
    """The post whose referrals they see; empty for all. NotAllowed: access.choose_post."""
    if who.is_any(PROTECTION_COORDINATOR, REFERRAL_OFFICER, OVERSIGHT):
        return ""
    if who.post is None:
        raise NotAllowed("access.choose_post")
    return who.post


def may_see(who: Officer, row: Any) -> bool:
    """Whether a referral is shown to them."""
    if queries.is_agency_node():
        return bool(row.readers == settings.SAFECONDUCT_AGENCY)
    holder = holder_of(who)
    return (not holder or holder in (row.holder, row.post)) and row.type not in hidden_types(who)


def referral_for(who: Officer, referral_id: str) -> Any:
    """The referral, for someone who may see it. NotFound: referrals.unknown_referral."""
    row = queries.referral(referral_id)
    if not may_see(who, row):
        raise NotFound("referrals.unknown_referral")
    return row
