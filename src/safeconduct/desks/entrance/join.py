"""How a device joins over the local network: the authority's certificate, what to do with it.

Open to everyone, as the network itself is: nothing here is secret, and nobody is signed in on a new device.
"""

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from safeconduct.foundation.access.sessions import for_anyone
from safeconduct.foundation.nodes.local_network import Presence
from safeconduct.foundation.nodes.own_certificate import Held, held
from safeconduct.kernel.problems import NotFound

# What tells telephones and tablets to offer it to their settings (RFC 2585 says pkix-cert, which they only save).
CERTIFICATE_TYPE = "application/x-x509-ca-cert"


@for_anyone
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The steps, for each kind of device. NotFound: lan.not_served."""
    lan, _ = _served()
    context = {"lan": lan, "address": lan.address(), "node": settings.SAFECONDUCT_NODE_NAME}
    return render(request, "entrance/join.html", context)


@for_anyone
@require_GET
def certificate(request: HttpRequest) -> HttpResponse:
    """The authority's certificate; the digits of the file are its fingerprint. NotFound: lan.not_served."""
    lan, kept = _served()
    answer = HttpResponse(kept.authority.public_bytes(Encoding.DER), content_type=CERTIFICATE_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{lan.name}.crt"'
    return answer


def _served() -> tuple[Presence, Held]:
    lan, kept = settings.SAFECONDUCT_LAN, held()
    if lan is None or kept is None:
        raise NotFound("lan.not_served")
    return lan, kept
