"""The node on the local network: its address there, what devices compare, how they join, which screens show numbers."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from safeconduct.desks.administration.node import TONES
from safeconduct.foundation.access.roles import ADMINISTRATOR
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.documents.qr import qr_svg
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.nodes.health import certificate
from safeconduct.foundation.nodes.local_network import Presence
from safeconduct.foundation.nodes.own_certificate import held
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.texts import sentence_of

ADDRESSES_SHOWN = 3


@allow(ADMINISTRATOR)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Everything a device needs to join, or how to serve the node there."""
    lan: Presence | None = settings.SAFECONDUCT_LAN
    state = certificate(ledger().clock.now())
    context: dict[str, Any] = {
        "lan": lan,
        "kept": held(),
        "state": {"tone": TONES.get(state.state, "red"), "sentence": sentence_of(state.code, state.details)},
    }
    if lan is not None:
        context |= {
            "address": lan.address(),
            "codes": [_code(lan, host) for host in (lan.name, *lan.addresses[:ADDRESSES_SHOWN])],
            "boards": [(post.name, lan.address() + _path("public", post.subject)) for post in places.posts()],
        }
    return render(request, "administration/local_network.html", context)


def _code(lan: Presence, host: str) -> dict[str, str]:
    url = lan.address(host) + _path("entrance:join")
    return {"url": url, "qr": mark_safe(qr_svg(url))}  # noqa: S308 - drawn here, from the node's own address


def _path(page: str, *parts: str) -> str:
    return reverse(page, args=parts).lstrip("/")
