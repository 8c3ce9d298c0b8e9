"""Blank A4 registration forms in two languages, each with its serial as print and QR; keyed in later in paper order."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.foundation.documents import moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.qr import qr_svg
from safeconduct.kernel.tokens import form_code, make_form_serial

MEMBERS_PER_FORM = 8

_BOXES = ("directions", "transports", "need_choices", "sexes", "document_types")


class Choice(msgspec.Struct, frozen=True):
    """One box to tick: the letter or two printed in it, and the word that the key beside it gives."""

    code: str
    word: str


class RegistrationFormLabels(Labels, frozen=True, kw_only=True):
    """The words of the form in one language. Both languages list the same codes in the same order."""

    title: str
    how_to: str
    sheet: str
    token: str
    arrived_on: str
    arrived_at: str
    direction: str
    from_place: str
    to_place: str
    transport: str
    needs: str
    given_names: str
    family_name: str
    name_as_written: str
    sex: str
    birth_date: str
    or_age: str
    nationality: str
    relation: str
    document: str
    remarks: str
    filled_in_by: str
    keyed_in_by: str
    notice: str
    training: str
    directions: tuple[Choice, ...]
    transports: tuple[Choice, ...]
    need_choices: tuple[Choice, ...]
    sexes: tuple[Choice, ...]
    document_types: tuple[Choice, ...]


class RegistrationForms(msgspec.Struct, frozen=True, kw_only=True):
    """A batch of blank forms. `printed_at` carries the post's zone; the second language is printed smaller."""

    letterhead: Letterhead
    serials: tuple[str, ...]
    printed_at: datetime
    labels: RegistrationFormLabels
    second: RegistrationFormLabels | None = None
    training: bool = False


def consecutive_serials(post_letters: str, *, first: int, count: int) -> tuple[str, ...]:
    """Serials of one batch. Refuses: token.wrong_post_letters, token.number_out_of_range."""
    return tuple(make_form_serial(post_letters, number) for number in range(first, first + count))


def registration_forms_pdf(forms: RegistrationForms) -> bytes:
    """One landscape A4 page a serial. Raises ValueError when the two languages offer different boxes."""
    if forms.second:
        _check_same_boxes(forms.labels, forms.second)
    return typesetting.pdf("registration_form", _page(forms), made_at=forms.printed_at)


def _check_same_boxes(first: RegistrationFormLabels, second: RegistrationFormLabels) -> None:
    for name in _BOXES:
        if [each.code for each in getattr(first, name)] != [each.code for each in getattr(second, name)]:
            raise ValueError(f"{name}: {second.language} offers other boxes than {first.language}")


def _page(forms: RegistrationForms) -> dict[str, Any]:
    return {
        "letterhead": forms.letterhead,
        "forms": [{"serial": serial, "qr": qr_svg(form_code(serial), error="Q")} for serial in forms.serials],
        "members": MEMBERS_PER_FORM,
        "labels": forms.labels.for_page(),
        "second": forms.second.for_page() if forms.second else None,
        "printed_at": moments.stamp_text(forms.printed_at),
        "training": forms.labels.training if forms.training else None,
    }
