"""The card that a referred person carries: the reference, where to go, when, whom to call. No name."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.foundation.documents import moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.qr import qr_svg


class ContactCardLabels(Labels, frozen=True, kw_only=True):
    """The words of a card in one language."""

    title: str
    where: str
    when: str
    call: str
    call_back: str
    show_it: str
    notice: str
    training: str


class ContactCard(msgspec.Struct, frozen=True, kw_only=True):
    """One card. What may not be known of where the person goes is left empty; times carry the post's zone."""

    letterhead: Letterhead
    reference: str
    person: ContactCardLabels
    officer: ContactCardLabels | None = None
    where: tuple[str, ...] = ()
    appointment: datetime | None = None
    call: str = ""
    call_back: str = ""
    printed_at: datetime
    training: bool = False


def contact_card_pdf(card: ContactCard) -> bytes:
    """One A6 page."""
    appointment = card.appointment
    data: dict[str, Any] = {
        "letterhead": card.letterhead,
        "reference": card.reference,
        "qr": qr_svg(card.reference),
        "where": card.where,
        "appointment": moments.stamp_text(appointment) if appointment is not None else None,
        "call": card.call,
        "call_back": card.call_back,
        "person": card.person.for_page(),
        "officer": card.officer.for_page() if card.officer is not None else None,
        "printed_at": moments.stamp_text(card.printed_at),
        "training": card.person.training if card.training else None,
    }
    return typesetting.pdf("contact_card", data, made_at=card.printed_at)
