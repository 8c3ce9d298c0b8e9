"""Reading a machine-readable zone for the member form: what stands in it, what was repaired, what does not agree."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safeconduct.domains.people import queries as people
from safeconduct.domains.people.rules import day_of_reading
from safeconduct.foundation import codes
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.science.traveldocs import Reading, read_mrz

LONGEST = 400
DOCUMENT_TYPES = {"TD3": "passport", "TD1": "identity_card", "TD2": "identity_card", "MRVA": "visa", "MRVB": "visa"}


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Answers the fields to fill, and a sentence for each repair and each doubt. Nothing is saved."""
    text = request.POST.get("lines", "")[:LONGEST]
    reading = read_mrz(text, today=day_of_reading(timezone.localdate(ledger().clock.now())))
    if reading.fields is None:
        sentence = sentence_of("mrz.layout_unknown")
        return JsonResponse({"sentence": sentence, "fields": {}, "notes": [sentence], "valid": False})
    known = people.documents_like(reading.fields.document_number or "")
    return JsonResponse(
        {
            "valid": reading.valid,
            "fields": _fields(reading),
            "lines": list(reading.lines),
            "repaired": [repair.to_dict() for repair in reading.repaired],
            "notes": _notes(reading, known=len(known)),
            "known": [{"group": hit.person.group} for hit in known if hit.person.group],
        }
    )


def _fields(reading: Reading) -> dict[str, Any]:
    read_fields = reading.fields
    assert read_fields is not None  # asked by the caller
    kind = DOCUMENT_TYPES.get(reading.format or "", "other")
    language = (get_language() or "en").split("-")[0]
    nationality, issuer = _code(read_fields.nationality), _code(read_fields.issuer)
    return {
        "given_names": _titled(read_fields.given_names),
        "family_name": _titled(read_fields.surname),
        "sex": read_fields.sex if read_fields.sex in ("F", "M") else "unknown",
        "born": read_fields.birth_date or "",
        "nationality": nationality and codes.state_name(nationality, language),
        "nationality_code": nationality,
        "document_type": kind,
        "document_number": read_fields.document_number or "",
        "document_issuer": issuer and codes.state_name(issuer, language),
        "document_issuer_code": issuer,
        "document_expiry": read_fields.expiry_date or "",
        "read_by": "mrz:repaired" if reading.repaired else "mrz",
    }


def _code(letters: str | None) -> str:
    found = codes.state(letters) if letters else None
    known = found is not None and codes.is_nationality(found.code, training=settings.SAFECONDUCT_TRAINING)
    return found.code if found is not None and known else ""


def _titled(name: str | None) -> str:
    return " ".join(word.capitalize() for word in (name or "").split())


def _notes(reading: Reading, *, known: int) -> list[str]:
    notes = [
        _("{seen} read as {read}: the check digits agree.").format(seen=repair.seen, read=repair.read)
        for repair in reading.repaired
    ]
    notes += [sentence_of(f"mrz.{problem}") for problem in reading.problems]
    if reading.name_may_be_cut:
        notes.append(_("The name fills its field and may be cut: compare it with the page."))
    if known:
        notes.append(_("A document with this number is already known here."))
    return notes
