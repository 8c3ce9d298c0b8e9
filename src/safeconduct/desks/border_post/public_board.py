"""The screen people look up at: numbers called and their counters, nothing else; refreshed by the node."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from safeconduct.desks.border_post.around import post_of
from safeconduct.domains.crossings import queries
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_GET
def signed_in(request: HttpRequest) -> HttpResponse:
    """The board of one's own post."""
    return _board(request, post_of(officer(request)), reverse("post:public"))


@require_GET
def open_page(request: HttpRequest, post_id: str) -> HttpResponse:
    """The board for a screen in the hall, with nobody signed in. NotFound: places.no_such_post."""
    return _board(request, post_id, request.path)


def _board(request: HttpRequest, post_id: str, url: str) -> HttpResponse:
    post = places.post(post_id)
    context = {
        "post": post,
        "calls": [(line.token, line.counter) for line in queries.public_board(post_id)],
        "local": f"{places.local_time(post_id, ledger().clock.now()):%H:%M}",
        "url": url,
    }
    template = "public_calls" if request.headers.get("HX-Request") else "public_board"
    return render(request, f"border_post/{template}.html", context)
