"""The exchange with other nodes: who is known, how it stands with each, what was put aside, and revoking."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.foundation.access.roles import ADMINISTRATOR
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.exchange import queries
from safeconduct.foundation.exchange.commands import revoke_peer
from safeconduct.foundation.exchange.exchanging import exchange_noting, exchange_now
from safeconduct.foundation.exchange.introduction import own_fingerprint
from safeconduct.foundation.exchange.models import Aside, Peer
from safeconduct.foundation.exchange.putting_aside import let_go
from safeconduct.foundation.exchange.rules import REASONS
from safeconduct.foundation.exchange.taking_in import take_in
from safeconduct.foundation.exchange.waiting import waiting_for
from safeconduct.foundation.journal.entry import stream_audience, to_moment
from safeconduct.foundation.vault.signing import fingerprint
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem


@allow(ADMINISTRATOR)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    return render(request, "administration/exchange.html", page_context())


def page_context(**more: Any) -> dict[str, Any]:
    """What the page of the exchange shows."""
    return {
        "rows": [_row(one) for one in queries.peers()],
        "aside": [_aside_row(one) for one in queries.aside()],
        "fingerprint": own_fingerprint(),
        "command_id": new_id(),
        "errors": [],
        "given": {},
        **more,
    }


def _row(one: Peer) -> dict[str, Any]:
    stands = queries.contact_of(one.subject)
    return {
        "peer": one,
        "profile": label("node_profile", one.profile),
        "stands": stands,
        "waiting": None if one.revoked else waiting_for(one),
        "trouble": sentence_of(stands.trouble) if stands.trouble else "",
    }


def _aside_row(one: Aside) -> dict[str, Any]:
    known = queries.peer_or_none(one.sender)
    return {
        "id": one.id,
        "command_id": new_id(),
        "sender": known.name if known else "",
        "sender_id": one.sender,
        "sentence": sentence_of(one.code),
        "stream": stream_audience(one.stream) if one.stream.count(".") >= 2 else "",
        "put_at": to_moment(one.put_ms),
        "times": one.times,
        "size": one.size,
    }


@allow(ADMINISTRATOR)
@require_GET
def nodes(request: HttpRequest) -> HttpResponse:
    """The table of known nodes alone; the page asks for it every few seconds."""
    context = {"rows": [_row(one) for one in queries.peers()]}
    return render(request, "administration/exchange_nodes.html", context)


@allow(ADMINISTRATOR)
@require_POST
def now(request: HttpRequest) -> HttpResponse:
    """Call every node at once."""
    if exchange_now():
        messages.success(request, _("The nodes are called now. What comes of it stands in the table in a moment."))
    else:
        for one in queries.peers(revoked=False):
            _call(request, one)
    return HttpResponseRedirect(reverse("administration:exchange"))


def _call(request: HttpRequest, one: Peer) -> None:
    try:
        exchange_noting(one.subject)
    except Problem as problem:
        messages.error(request, f"{one.name}: {sentence_of(problem.code, problem.details)}")
    else:
        messages.success(request, _("{name}: exchanged.").format(name=one.name))


@allow(ADMINISTRATOR)
@require_GET
def peer(request: HttpRequest, node: str) -> HttpResponse:
    """One node: what it is, what it holds by its own signature, files for it, revoking."""
    return render(request, "administration/exchange_peer.html", _peer_context(node))


def _peer_context(node: str, **more: Any) -> dict[str, Any]:
    one = queries.peer(node)
    receipts = [(stream_audience(stream), seq) for stream, seq in queries.receipts_of(node).items()]
    return {
        **_row(one),
        "fingerprint": fingerprint(bytes(one.signing_key)),
        "receipts": receipts,
        "reasons": choices("revoke_reason", REASONS),
        "reason": label("revoke_reason", one.revoked_reason) if one.revoked else "",
        "is_assessed": queries.may_be_given_to(node),
        "command_id": new_id(),
        "errors": [],
        **more,
    }


@allow(ADMINISTRATOR)
@require_POST
def revoke(request: HttpRequest, node: str) -> HttpResponse:
    """Never exchange with this node again."""
    try:
        revoke_peer(act_of(request, purpose="administration"), node=node, reason=request.POST.get("reason", ""))
    except Problem as problem:
        context = _peer_context(node, errors=[("id_reason", sentence_of(problem.code, problem.details))])
        return render(request, "administration/exchange_peer.html", context, status=422)
    messages.success(request, _("Revoked. Nothing is given to this node any more and nothing taken from it."))
    return HttpResponseRedirect(reverse("administration:exchange"))


@allow(ADMINISTRATOR)
@require_POST
def aside(request: HttpRequest, item: str) -> HttpResponse:
    """Try again what was put aside, or let it go."""
    if request.POST.get("do") == "again":
        outcome = take_in(queries.aside_content(item))
        if outcome.aside:
            messages.error(request, sentence_of(outcome.aside[0][0]))
        else:
            messages.success(request, _("Entries taken in: {entries}.").format(entries=outcome.entries))
    else:
        let_go(act_of(request, purpose="administration"), item)
        messages.success(request, _("Removed."))
    return HttpResponseRedirect(reverse("administration:exchange"))
