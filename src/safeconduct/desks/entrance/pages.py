"""Signing in with a passphrase, choosing the post, locking, leaving; language and theme."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.foundation.access import queries
from safeconduct.foundation.access.passphrases import make_verifier, matches
from safeconduct.foundation.access.roles import ADMINISTRATOR, BORDER_OFFICER, HUB_ANALYST, OVERSIGHT, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import POST, USER, officer, officer_or_none
from safeconduct.foundation.places import queries as places

FIRST_PAGE = {
    BORDER_OFFICER: "post:register",
    POST_SUPERVISOR: "post:queue",
    HUB_ANALYST: "post:report",
    ADMINISTRATOR: "administration:users",
    OVERSIGHT: "oversight:log",
}
NEEDS_POST = frozenset({BORDER_OFFICER, POST_SUPERVISOR, HUB_ANALYST})


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Login and passphrase; an unknown login takes as long as a wrong passphrase."""
    sentence = ""
    if request.method == "POST":
        user = queries.user_by_login(request.POST.get("login", ""))
        passphrase = request.POST.get("passphrase", "")
        verifier = user and queries.passphrase_of(user)
        if matches(passphrase, verifier or _NOBODY) and user and not user.disabled:
            request.session.cycle_key()
            request.session[USER] = user.subject
            return HttpResponseRedirect(_next(request))
        sentence = _("That name and passphrase do not belong together. Check both and try again.")
    status = 422 if sentence else 200
    return render(request, "entrance/sign_in.html", {"sentence": sentence, "next": _next(request)}, status=status)


_NOBODY = make_verifier("nobody has this passphrase")


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/"


def home(request: HttpRequest) -> HttpResponse:
    """The first page of one's role; before it, the choice of the post where it is not clear."""
    who = officer(request)
    if who.post is None and who.roles & NEEDS_POST:
        return HttpResponseRedirect(reverse("entrance:choose_post"))
    for role, page in FIRST_PAGE.items():
        if role in who.roles:
            try:
                return HttpResponseRedirect(reverse(page))
            except NoReverseMatch:
                continue
    return render(request, "entrance/no_desk.html", status=403)


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


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; drafts stay with the node for the next sign-in."""
    request.session.flush()
    return HttpResponseRedirect(reverse("entrance:sign_in"))


def lock(request: HttpRequest) -> HttpResponse:
    """Lock the screen; the passphrase opens it again."""
    who = officer_or_none(request)
    request.session.pop(USER, None)
    return render(request, "entrance/sign_in.html", {"login": who.login if who else "", "next": _next(request)})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages."""
    request.session["language"] = request.POST.get("language", "en")[:8]
    return HttpResponseRedirect(_next(request))


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Change the theme: auto, day, night or sun."""
    request.session["theme"] = request.POST.get("theme", "auto")[:8]
    return HttpResponseRedirect(_next(request))
