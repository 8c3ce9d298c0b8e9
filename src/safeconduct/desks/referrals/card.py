"""The contact card: printed in the person's language and the officer's; it names nobody, and no quiet house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.desks.referrals.people_at_desk import REFERRERS, at_referrals, referral_for
from safeconduct.desks.referrals.words import own_language
from safeconduct.domains.people import queries as people
from safeconduct.domains.referrals import queries
from safeconduct.foundation.access.looks import record_print
from safeconduct.foundation.access.sessions import officer
from safeconduct.foundation.codes import sensitive_services
from safeconduct.foundation.documents.contact_card import ContactCard, ContactCardLabels, contact_card_pdf
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places


@at_referrals(*REFERRERS)
@require_GET
def pdf(request: HttpRequest, referral_id: str) -> HttpResponse:
    """The card as an A6 page; `language` chooses another one than the person's."""
    row = referral_for(officer(request), referral_id)
    record_print(request, "referral", about=[row.subject])
    answer = HttpResponse(contact_card_pdf(_card(request, row)), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="card.pdf"'
    return answer


def _card(request: HttpRequest, row: Any) -> ContactCard:
    own = own_language()
    asked = request.GET.get("language", "") or language_of(row)
    theirs = asked if asked in dict(settings.LANGUAGES) else own
    where, call = _where(row)
    place = officer(request).place
    return ContactCard(
        letterhead=Letterhead(agency=_("Border agency"), post=row.post_name or settings.SAFECONDUCT_NODE_NAME),
        reference=row.reference,
        person=_words(theirs),
        officer=_words(own) if theirs != own else None,
        where=where,
        appointment=places.local_time(place, row.appointment) if row.appointment is not None else None,
        call=call,
        call_back=row.call_back,
        printed_at=places.local_time(place, ledger().clock.now()),
        training=settings.SAFECONDUCT_TRAINING,
    )


def _where(row: Any) -> tuple[tuple[str, ...], str]:
    """Where to go, and the number there; nothing for a place that few may know: a card is found and read."""
    service = queries.services_by_id([row.service]).get(row.service)
    if service is None or service.is_discreet or row.type in sensitive_services():
        return (), ""
    return tuple(filter(None, (service.name, service.place, service.address))), service.day_phone or service.night_phone


def language_of(row: Any) -> str:
    """The language of who is referred, as far as it is known."""
    person = people.persons([row.person]).get(row.person) if row.person else None
    group = people.groups([row.group]).get(row.group) if row.group else None
    return (person.language if person is not None else "") or (group.language if group is not None else "")


def _words(language: str) -> ContactCardLabels:
    with translation.override(language):
        return ContactCardLabels(
            language=language,
            title=_("Your referral"),
            where=_("Go to"),
            when=_("Your appointment"),
            call=_("They answer at"),
            call_back=_("If there is trouble, call us at"),
            show_it=_("Show this card there. It does not name you."),
            notice=_(
                "Help costs nothing. You may say no, and take back what you agreed to, at any time. If you are not "
                "helped, or treated badly, come back to us or call: it does not count against you."
            ),
            training=_("TRAINING"),
        )
