"""Posts of the node: open one, or describe it anew."""

from typing import Any
from zoneinfo import available_timezones

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.foundation.access.queries import seen_of
from safeconduct.foundation.access.roles import ADMINISTRATOR
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.places import commands
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.places.rules import POST_TYPES
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import is_id, new_id
from safeconduct.kernel.problems import NotFound, Problem, Refused

FIELDS = ("name", "letter", "type", "zone", "area", "home_state")
LONGEST = {"name": 120, "area": 120, "home_state": 3}


@allow(ADMINISTRATOR)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All posts."""
    return render(request, "administration/posts.html", {"posts": places.posts()})


@allow(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, post: str = "") -> HttpResponse:
    """The form of a post; without an id, of a new one."""
    standing = places.post(post) if post else None
    if request.method == "POST":
        return _save(request, post)
    values = {name: getattr(standing, name, "") for name in FIELDS}
    return render(request, "administration/post.html", _context(post, values))


def _context(post: str, values: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "post": post,
        "post_id": post or new_id(),
        "values": values,
        "types": choices("post_type", POST_TYPES),
        "zones": [(zone, zone.replace("_", " ")) for zone in zones()],
        "command_id": new_id(),
        **more,
    }


def zones() -> list[str]:
    """The zones of places, without the old names and the fixed offsets."""
    return sorted(
        zone
        for zone in available_timezones()
        if "/" in zone and not zone.startswith(("Etc/", "posix", "right", "SystemV"))
    )


def _save(request: HttpRequest, post: str) -> HttpResponse:
    values = {name: request.POST.get(name, "").strip() for name in FIELDS}
    values["letter"], values["home_state"] = values["letter"].upper(), values["home_state"].upper()
    subject = post or request.POST.get("post_id", "")
    try:
        _check_lengths(values)
        if not is_id(subject):
            raise NotFound("places.no_such_post")
        act = act_of(request, purpose="administration", seen={subject: seen_of(subject)})
        commands.open_post(act, post=subject, **values)
    except Problem as problem:
        context = _context(post, values, errors=[("", sentence_of(problem.code, problem.details))])
        return render(request, "administration/post.html", context, status=422)
    places.forget_zones()
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("administration:posts"))


def _check_lengths(values: dict[str, str]) -> None:
    for name, limit in LONGEST.items():
        if len(values[name]) > limit:
            raise Refused("text.too_long", count=len(values[name]), limit=limit)
