"""Which address leads to which desk."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path

from safeconduct.desks.border_post import public_board
from safeconduct.desks.entrance import draft
from safeconduct.foundation.access.sessions import for_anyone


@for_anyone
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; nothing about the node."""
    return HttpResponse("ok", content_type="text/plain")


@for_anyone
def favicon(request: HttpRequest) -> HttpResponse:
    """The emblem, for browsers that ask for it by its old name."""
    return HttpResponsePermanentRedirect(static("web/emblem.svg"))


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("favicon.ico", favicon),
    path("", include("safeconduct.desks.entrance.urls")),
    path("drafts/", draft.page, name="draft"),
    path("administration/", include("safeconduct.desks.administration.urls")),
    path("protection/", include("safeconduct.desks.protection.urls")),
    path("cases/", include("safeconduct.desks.cases.urls")),
    path("referrals/", include("safeconduct.desks.referrals.urls")),
    path("health/", include("safeconduct.desks.health.urls")),
    path("liberty/", include("safeconduct.desks.liberty.urls")),
    path("conduct/", include("safeconduct.desks.focal_point.urls")),
    path("oversight/", include("safeconduct.desks.oversight.urls")),
    path("public/<str:post_id>/", public_board.open_page, name="public"),
    path("post/", include("safeconduct.desks.border_post.urls")),
]
