"""The first page of each role, the choice of the post, and what one chooses for oneself: language, theme, purpose."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.foundation.access import preferences
from safeconduct.foundation.access.roles import (
    ADMINISTRATOR,
    BORDER_OFFICER,
    FOCAL_POINT,
    HEALTH_OFFICER,
    HUB_ANALYST,
    OVERSIGHT,
    POST_SUPERVISOR,
    PROTECTION_COORDINATOR,
    PROTECTION_OFFICER,
    REFERRAL_OFFICER,
    STAFF,
    purposes_of,
)
from safeconduct.foundation.access.sessions import POST, PURPOSE, allow, for_anyone, officer, officer_or_none
from safeconduct.foundation.nodes.kinds import AGENCY
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.middleware import LANGUAGE_COOKIE
from safeconduct.foundation.web.shell import THEMES
from safeconduct.kernel.problems import Refused

FIRST_PAGE = {
    BORDER_OFFICER: "post:register",
    POST_SUPERVISOR: "post:queue",
    HUB_ANALYST: "post:report",
    ADMINISTRATOR: "administration:users",
    OVERSIGHT: "oversight:overview",
    PROTECTION_COORDINATOR: "referrals:referrals",
    REFERRAL_OFFICER: "referrals:referrals",
    PROTECTION_OFFICER: "protection:needs",
    HEALTH_OFFICER: "health:care",
    FOCAL_POINT: "conduct:misconduct",
}
# There is no post to sit at there, and referrals are taken by who has the role for it.
FIRST_AT_AN_AGENCY = {PROTECTION_COORDINATOR: "protection:compartments"}
AT_A_DESK = (BORDER_OFFICER, POST_SUPERVISOR, HUB_ANALYST, PROTECTION_COORDINATOR, HEALTH_OFFICER)
NEEDS_POST = frozenset(AT_A_DESK)
LANGUAGE_KEPT = 365 * 24 * 3600


def local_path(request: HttpRequest, asked: str) -> str:
    """The page they wanted, where it is one of this node's; else the first one."""
    host = {request.get_host()}
    return asked if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=host) else "/"


def wanted(request: HttpRequest) -> str:
    """The page to go on to."""
    return local_path(request, request.POST.get("next") or request.GET.get("next") or "/")


@for_anyone
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page of one's role; before it, the choice of the post where it is not clear."""
    who, at_agency = officer(request), settings.SAFECONDUCT_PROFILE == AGENCY
    if who.roles & NEEDS_POST and not at_agency:
        chosen = who.post or _only_post(who.posts)
        if chosen is None:
            return HttpResponseRedirect(reverse("entrance:choose_post"))
        if request.session.get(POST) != chosen:
            request.session[POST] = chosen
    for role, page in FIRST_PAGE.items():
        if role in who.roles:
            return HttpResponseRedirect(reverse(FIRST_AT_AN_AGENCY.get(role, page) if at_agency else page))
    return render(request, "entrance/no_desk.html", status=403)


def _only_post(own: tuple[str, ...]) -> str | None:
    open_to_them = [post.subject for post in places.posts() if not own or post.subject in own]
    return open_to_them[0] if len(open_to_them) == 1 else None


@allow(*AT_A_DESK)
@require_http_methods(["GET", "POST"])
def choose_post(request: HttpRequest) -> HttpResponse:
    """At which post one sits today."""
    who = officer(request)
    choices = [post for post in places.posts() if not who.posts or post.subject in who.posts]
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        if chosen in {post.subject for post in choices}:
            request.session[POST] = chosen
            return HttpResponseRedirect(reverse("entrance:home"))
    return render(request, "entrance/choose_post.html", {"posts": choices, "chosen": who.post})


@for_anyone
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages; kept for the user, and by this browser for the sign-in page."""
    chosen = request.POST.get("language", "")
    answer = HttpResponseRedirect(wanted(request))
    if chosen in dict(settings.LANGUAGES):
        _keep(request, "language", chosen)
        answer.set_cookie(
            LANGUAGE_COOKIE, chosen, max_age=LANGUAGE_KEPT, httponly=True, samesite="Strict", secure=request.is_secure()
        )
    return answer


@for_anyone
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Change the theme: auto, day, night or sun."""
    if request.POST.get("theme") in THEMES:
        _keep(request, "theme", request.POST["theme"])
    return HttpResponseRedirect(wanted(request))


def _keep(request: HttpRequest, name: str, value: Any) -> None:
    request.session[name] = value
    who = officer_or_none(request)
    if who is not None:
        preferences.keep(who.id, name, value)


@allow(*STAFF)
@require_POST
def purpose(request: HttpRequest) -> HttpResponse:
    """Change the purpose for which one looks at data, until signing out. Refused: access.unknown_purpose."""
    chosen = request.POST.get("purpose", "")
    if chosen not in purposes_of(officer(request).roles):
        raise Refused("access.unknown_purpose")
    request.session[PURPOSE] = chosen
    return HttpResponseRedirect(wanted(request))
