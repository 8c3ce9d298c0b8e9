"""Nobody passes without signing in, except to the few pages listed here; a locked screen leads to the lock."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from safeconduct.foundation.access.sessions import keys_of, officer_or_none, sitting_or_none
from safeconduct.foundation.vault.open_user_keys import read_by
from safeconduct.foundation.web.texts import sentence_of

OPEN = ("/sign-in/", "/sign-out/", "/lock/", "/static/", "/healthz", "/favicon.ico", "/public/", "/join/")


class SignedInMiddleware:
    """Leads to sign-in or lock; the page they wanted is kept as a local path only, without its search.

    Who passes reads what is sealed with the keys that this session has opened, and with no others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN) or officer_or_none(request) is not None:
            with read_by(keys_of(request)):
                return self._get_response(request)
        door = "/lock/" if sitting_or_none(request) is not None else "/sign-in/"
        where = f"{door}?next={quote(request.path)}"
        if request.headers.get("HX-Request"):
            # A part of a page cannot show the sign-in: the whole page goes there.
            return HttpResponse(status=204, headers={"HX-Redirect": f"{door}?next={_page_of(request)}"})
        if request.headers.get("Accept", "").startswith("application/json"):
            code = "access.sign_in"
            return JsonResponse({"code": code, "sentence": sentence_of(code)}, status=403)
        return HttpResponseRedirect(where)


def _page_of(request: HttpRequest) -> str:
    """The path of the page that asked for the part."""
    return quote(urlsplit(request.headers.get("HX-Current-URL", "")).path or "/")
