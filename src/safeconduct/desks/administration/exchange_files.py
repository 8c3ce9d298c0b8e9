"""Files of the exchange: introductions in both directions, what waits for a node, and reading in what came."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from safeconduct.desks.administration.exchange import page_context
from safeconduct.domains.assessments.commands import AllowProvisionally
from safeconduct.foundation.access.looks import record_export
from safeconduct.foundation.access.roles import ADMINISTRATOR
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.compartments.queries import check_posts_may_be_enrolled
from safeconduct.foundation.exchange import queries
from safeconduct.foundation.exchange.exchanging import exchange_now, listens_at
from safeconduct.foundation.exchange.files import ENDING, KEYS_ENDING, read_file, sender_name, write_files
from safeconduct.foundation.exchange.introduction import (
    Introduction,
    introduce_peer,
    own_introduction,
    read_introduction,
)
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.problems import NotFound, Problem, Refused

BINARY = "application/octet-stream"
FIELD_OF = {
    "exchange.fingerprint_differs": "fingerprint",
    "do_no_harm.node_not_assessed": "provisional",
    "assessments.provisional_used": "provisional",
}


@allow(ADMINISTRATOR)
@require_POST
def introduction(request: HttpRequest) -> HttpResponse:
    """This node's introduction, as a file for the other administrator; first the drill with the keys' sheets."""
    check_posts_may_be_enrolled(settings.SAFECONDUCT_AGENCY, ledger().clock.now())
    return _file(own_introduction(address=listens_at()), "node.introduction")


@allow(ADMINISTRATOR)
@require_POST
def introduce(request: HttpRequest) -> HttpResponse:
    """Make another node known here, after two people compared its fingerprint."""
    compared, provisional = request.POST.get("fingerprint", ""), request.POST.get("provisional", "").strip()
    said = None
    given = request.FILES.get("file")
    try:
        if given is None:
            raise Refused("exchange.choose_file")
        said = read_introduction(given.read())
        act = act_of(request, purpose="administration")
        introduce_peer(act, said, compared=compared, first=_provisionally(said, provisional))
    except Problem as problem:
        field = FIELD_OF.get(problem.code, "file")
        errors = [(f"id_{field}", sentence_of(problem.code, problem.details))]
        context = page_context(errors=errors, given={"fingerprint": compared, "provisional": provisional})
        if said is not None and problem.code == "do_no_harm.node_not_assessed":
            context["unassessed"] = {"name": said.name, "url": _where_written(said)}
        return render(request, "administration/exchange.html", context, status=422)
    exchange_now()
    messages.success(request, _("{name} is known here now.").format(name=said.name))
    return HttpResponseRedirect(reverse("administration:exchange"))


def _provisionally(said: Introduction, reason: str) -> tuple[AllowProvisionally, ...]:
    """The exception of an emergency, where a reason was given."""
    return (AllowProvisionally(about=said.node, about_name=said.name, reason=reason),) if reason else ()


def _where_written(said: Introduction) -> str:
    asked = urlencode({"kind": "node", "about": said.node, "name": said.name})
    return f"{reverse('protection:assessment_new')}?{asked}"


@allow(ADMINISTRATOR)
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Read files of other nodes in, one after the other; each says what came of it."""
    files = request.FILES.getlist("files")
    if not files:
        errors = [("id_files", sentence_of("exchange.choose_file"))]
        return render(request, "administration/exchange.html", page_context(errors=errors), status=422)
    for given in files:
        try:
            outcome = read_file(given.read())
        except Problem as problem:
            messages.error(request, f"{given.name}: {sentence_of(problem.code, problem.details)}")
            continue
        entries = ngettext("{number} new entry", "{number} new entries", outcome.entries).format(number=outcome.entries)
        keys = ngettext("{number} new key", "{number} new keys", outcome.keys).format(number=outcome.keys)
        messages.success(request, f"{given.name} ({sender_name(outcome)}): {entries}, {keys}")
        for code in dict.fromkeys(code for code, _stream in outcome.aside):
            messages.warning(request, f"{given.name}: {sentence_of(code)}")
    return HttpResponseRedirect(reverse("administration:exchange"))


@allow(ADMINISTRATOR)
@require_POST
def write(request: HttpRequest, node: str, what: str) -> HttpResponse:
    """What waits for a node, as a file that it alone opens: `entries`, or `keys`."""
    one = queries.peer(node)
    written = write_files(one)
    name = slugify(one.name) or one.subject[-8:]
    if what == "entries":
        record_export(request, "exchange_file", number=written.entries)
        return _file(written.entries_file, f"{name}{ENDING}")
    if what != "keys":
        raise NotFound("exchange.no_such_peer")
    if written.keys_file is None:
        messages.success(request, _("No keys wait for this node."))
        return HttpResponseRedirect(reverse("administration:exchange_peer", args=[node]))
    record_export(request, "exchange_keys")
    return _file(written.keys_file, f"{name}{KEYS_ENDING}")


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=BINARY, headers={"Content-Disposition": f'attachment; filename="{name}"'})
