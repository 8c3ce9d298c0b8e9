"""Which address leads to which desk."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from safeconduct.desks.entrance import draft


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; nothing about the node."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("", include("safeconduct.desks.entrance.urls")),
    path("drafts/", draft.page, name="draft"),
    path("administration/", include("safeconduct.desks.administration.urls")),
    path("oversight/", include("safeconduct.desks.oversight.urls")),
    path("post/", include("safeconduct.desks.border_post.urls")),
]
