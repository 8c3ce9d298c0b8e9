"""What every request gets: headers of its page, the language of its user, the time zone of its post.

Problems become pages at the entrypoint, not here.
"""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.module_loading import import_string

GetResponse = Callable[[HttpRequest], HttpResponseBase]

LANGUAGE_KEY = "language"
LANGUAGE_COOKIE = "sc_language"

HEADERS = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # The camera is for the photo of a person; nothing else of the machine is asked for.
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), usb=(), payment=()",
}


class PrivacyHeadersMiddleware:
    """Security headers on every answer; nothing of a page is kept by the browser unless the view says so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class LanguageMiddleware:
    """The language of the page: of the session, else of the user, else of this browser's last choice, else asked for.

    Stands after the session and the user, before anything that speaks.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = chosen_language(request) or translation.get_language_from_request(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def chosen_language(request: HttpRequest) -> str:
    """The language somebody chose for this request, "" when nobody did or it is not offered any more."""
    session: Any = getattr(request, "session", {})
    user = getattr(request, "user", None)
    wishes = (session.get(LANGUAGE_KEY), getattr(user, "language", None), request.COOKIES.get(LANGUAGE_COOKIE))
    offered = dict(settings.LANGUAGES)
    return next((wish for wish in wishes if wish in offered), "")


class PostZoneMiddleware:
    """Times on the page are the post's. `SAFECONDUCT_POST_ZONE` names a function from request to IANA zone name."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = getattr(settings, "SAFECONDUCT_POST_ZONE", "")
        zone = import_string(path)(request) if path else ""
        with timezone.override(ZoneInfo(zone) if zone else None):
            return self.get_response(request)
