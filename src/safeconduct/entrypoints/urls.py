"""Which address leads to which desk."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; nothing about the node."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("", include("safeconduct.desks.entrance.urls")),
    path("post/", include("safeconduct.desks.border_post.urls")),
]
