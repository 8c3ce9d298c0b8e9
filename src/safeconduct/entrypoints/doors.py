"""Two doors, two kinds of names: what comes through TLS is asked by the node's network name, all else is not.

Cookies of the door with TLS never leave TLS. No HSTS: a device that lost the authority must not be locked out.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from safeconduct.foundation.nodes.local_network import Presence, is_local


class DoorMiddleware:
    """Stands before the session, so that it sees every cookie that leaves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lan: Presence | None = settings.SAFECONDUCT_LAN
        if lan is not None:
            _check_door(request, lan)
        response = self._get_response(request)
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response


def _check_door(request: HttpRequest, lan: Presence) -> None:
    """Raises DisallowedHost for a name of the other door, SuspiciousOperation for whoever is not on the network."""
    host, _ = split_domain_port(request.get_host())
    if (host in lan.hosts) != request.is_secure():
        raise DisallowedHost(f"Invalid HTTP_HOST header: {host!r} is no name of this door.")
    if request.is_secure() and not is_local(request.META["REMOTE_ADDR"]):
        raise SuspiciousOperation("The door to the local network is open to the local network alone.")
