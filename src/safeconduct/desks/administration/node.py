"""The node itself: what the band says, how it is, who may open it, which version it runs."""

from datetime import date
from typing import Any

import django
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct import __version__
from safeconduct.foundation.access import preferences
from safeconduct.foundation.access.roles import ADMINISTRATOR
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.nodes.health import GOOD, LOOK, checks
from safeconduct.foundation.nodes.home import Home
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.vault.vault_file import summary_of
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.problems import Problem, Refused

TONES = {GOOD: "green", LOOK: "amber"}


@allow(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def band(request: HttpRequest) -> HttpResponse:
    """Activation state, order and lapse of each area; what has none of its own follows the first."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _set_area(request)
        except Problem as problem:
            errors = [("", sentence_of(problem.code, problem.details))]
        else:
            messages.success(request, _("Saved. The band shows it from the next page on."))
            return HttpResponseRedirect(reverse("administration:settings"))
    kept = preferences.settings_by_area()
    context = {
        "areas": [{"area": area, "setting": kept.get(area)} for area in _areas()],
        "states": choices("activation_state"),
        "default": settings.SAFECONDUCT_ACTIVATION,
        "errors": errors,
    }
    return render(request, "administration/settings.html", context, status=422 if errors else 200)


def _areas() -> list[str]:
    return ["", *sorted({post.area for post in places.posts() if post.area})]


def _set_area(request: HttpRequest) -> None:
    area = request.POST.get("area", "")
    if area not in _areas():
        raise Refused("places.no_such_post")
    preferences.set_area(
        area,
        activation_state=request.POST.get("activation_state", ""),
        order_text=request.POST.get("order_text", ""),
        order_lapses=_day(request.POST.get("order_lapses", "").strip()),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("access.no_such_day") from None


@allow(ADMINISTRATOR)
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """The lines of `safeconduct doctor` that need no stopping, and who may open the node."""
    home = Home(settings.HOME)
    try:
        found, openers = checks(home), summary_of(home.vault).openers
    except Problem as problem:
        lines = [{"tone": "red", "sentence": sentence_of(problem.code, problem.details)}]
        return render(request, "administration/health.html", {"lines": lines})
    lines = [{"tone": TONES.get(one.state, "red"), "sentence": sentence_of(one.code, one.details)} for one in found]
    return render(request, "administration/health.html", {"lines": lines, "openers": openers})


@allow(ADMINISTRATOR)
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """Version, licence, the libraries that carry it."""
    context: dict[str, Any] = {
        "version": __version__,
        "django": django.get_version(),
        "node": settings.SAFECONDUCT_NODE_NAME,
        "node_id": ledger().node,
        "training": settings.SAFECONDUCT_TRAINING,
    }
    return render(request, "administration/about.html", context)
