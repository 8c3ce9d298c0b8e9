"""Nobody passes without signing in, except to the few pages listed here."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from safeconduct.foundation.access.sessions import officer_or_none

OPEN = ("/sign-in/", "/static/", "/healthz", "/public/")


class SignedInMiddleware:
    """Leads to the sign-in page; the page they wanted is kept as a local path only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN) or officer_or_none(request) is not None:
            return self._get_response(request)
        return HttpResponseRedirect("/sign-in/?next=" + quote(request.path))
