"""The sealed page for an agency without an account: what was told, the arrival code, and the passphrase for the phone.

File and passphrase go different ways. Whoever holds both may read what the person agreed to, and nothing else.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.referrals.people_at_desk import REFERRERS, at_referrals, referral_for
from safeconduct.desks.referrals.told import told_lines
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.referral_states import ACCEPTED, ARRANGED, SENT
from safeconduct.foundation.access.looks import record_export, record_look
from safeconduct.foundation.access.sessions import officer
from safeconduct.foundation.documents.sealed_page import SealedPage, SealedPageLabels, sealed_page_html
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.problems import Refused

SEALED_IN = (SENT, ACCEPTED, ARRANGED)


def may_be_sealed(row: Any) -> bool:
    """Whether a page can be given out: it was sent, nothing contradicts that, the person has not arrived, and the
    agency has no node."""
    stands = row.state in SEALED_IN and not row.is_contested and not row.is_erased
    return stands and bool(row.agency) and not partners.runs_a_node(row.agency)


@at_referrals(*REFERRERS)
@require_GET
def page(request: HttpRequest, referral_id: str) -> HttpResponse:
    """How to give it, and the passphrase to say on the phone."""
    row = _sealable(request, referral_id)
    record_look(request, "referral", row.subject)
    context = {
        "row": row,
        "agency": partners.agencies_by_id([row.agency]).get(row.agency),
        "contacts": partners.contacts_of(row.agency),
        "service": queries.services_by_id([row.service]).get(row.service),
    }
    return render(request, "referrals/sealed.html", context)


def _sealable(request: HttpRequest, referral_id: str) -> Any:
    """Refused: referrals.not_sealed, consent.withdrawn."""
    row = referral_for(officer(request), referral_id)
    if row.consent == "withdrawn":
        raise Refused("consent.withdrawn")
    if not may_be_sealed(row):
        raise Refused("referrals.not_sealed")
    return row


@at_referrals(*REFERRERS)
@require_POST
def file(request: HttpRequest, referral_id: str) -> HttpResponse:
    """The file. Each one is sealed anew under the same passphrase."""
    row = _sealable(request, referral_id)
    record_export(request, "referral", number=1, about=[row.subject])
    answer = HttpResponse(sealed_page_html(_content(request, row), row.passphrase), content_type="text/html")
    answer["Content-Disposition"] = f'attachment; filename="{row.reference}.html"'
    return answer


def _content(request: HttpRequest, row: Any) -> SealedPage:
    place = officer(request).place
    lines = [
        (_("Service"), row.service_name),
        (_("Kind of help"), str(label("service_type", row.type))),
        (_("How soon"), str(label("referral_urgency", row.urgency))),
        (_("People"), str(row.people)),
        (_("Needs on the way"), ", ".join(str(label("need", code)) for code in row.needs)),
        *told_lines(row.disclosed),
        (_("Appointment"), _moment(place, row.appointment)),
        (_("Sent by"), row.post_name),
        (_("Number to call back"), row.call_back),
        (_("Arrival code"), row.arrival_code),
    ]
    return SealedPage(
        labels=_words(),
        reference=row.reference,
        heading=_("Referral"),
        lines=tuple((what, value) for what, value in lines if value),
        note=_(
            "When the person is with you, call the post and read out the arrival code. Delete this file when the case "
            "is closed, or when you are told that the person took the agreement back."
        ),
    )


def _moment(place: str, at: Any) -> str:
    return places.local_time(place, at).strftime("%Y-%m-%d %H:%M") if at is not None else ""


def _words() -> SealedPageLabels:
    return SealedPageLabels(
        language=(get_language() or "en").split("-")[0],
        title=_("Sealed referral"),
        explanation=_("Somebody is referred to you. Type the passphrase that you were told on the phone."),
        passphrase=_("Passphrase"),
        open=_("Open"),
        wrong=_("This passphrase does not open the page. Check it letter by letter, or ask for it once more."),
        too_old=_("This browser cannot open the page. Try another one, or call the post."),
    )
