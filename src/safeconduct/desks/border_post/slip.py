"""The slip of a crossing: token, QR, the next place as a pictogram, the notice in two languages. No name."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.desks.border_post.around import post_of
from safeconduct.domains.crossings import queries
from safeconduct.foundation.access.looks import record_print
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.slip import NextPlace, PaperWidth, Slip, SlipLabels, slip_escpos, slip_pdf
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.problems import Refused

# decision in force -> where the person goes next
NEXT_PLACE: dict[str, NextPlace] = {
    "admit": "bus",
    "admit_deferred": "information",
    "second_line": "second_line",
    "wait": "wait",
    "": "registration",
}
PAPER: dict[str, PaperWidth] = {"58": 58, "80": 80}


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_GET
def pdf(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """The slip as an A6 page."""
    answer = HttpResponse(slip_pdf(_slip(request, crossing_id)), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="slip.pdf"'
    return answer


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_GET
def escpos(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """The slip as bytes for a receipt printer of 58 or 80 mm."""
    width = PAPER.get(request.GET.get("mm", "80"))
    if width is None:
        raise Refused("slip.paper_width")
    answer = HttpResponse(slip_escpos(_slip(request, crossing_id), paper_mm=width),
                          content_type="application/octet-stream")  # fmt: skip
    answer["Content-Disposition"] = 'attachment; filename="slip.bin"'
    return answer


def _slip(request: HttpRequest, crossing_id: str) -> Slip:
    crossing = queries.crossing(crossing_id)
    record_print(request, "slip", about=[crossing_id])
    if not crossing.token:
        raise Refused("slip.no_token")
    post = places.post(crossing.post or post_of(officer(request)))
    next_place = next_place_of(crossing)
    own = (translation.get_language() or "en").split("-")[0]
    theirs = crossing.language if crossing.language in dict(settings.LANGUAGES) else own
    return Slip(
        letterhead=Letterhead(agency=_("Border agency"), post=post.name),
        token=crossing.token,
        post_code=post.letter,
        day=date.fromisoformat(crossing.local_day),
        issued_at=places.local_time(post.subject, crossing.recorded_at),
        next_place=next_place,
        person=_words(theirs, next_place),
        officer=_words(own, next_place) if theirs != own else None,
        training=settings.SAFECONDUCT_TRAINING,
    )


def next_place_of(crossing: Any) -> NextPlace:
    """Where the people of a crossing go next: to the doctor before anywhere else."""
    return "medical" if "doctor_now" in crossing.needs else NEXT_PLACE.get(crossing.decision, "information")


def place_words(next_place: NextPlace) -> str:
    """The same in words of the active language."""
    named = {
        "wait": _("Please wait until your number is called"),
        "registration": _("Go to registration"),
        "second_line": _("Go to second line"),
        "medical": _("Go to the doctor"),
        "bus": _("You may go on"),
        "information": _("Go to information"),
    }
    return named[next_place]


def _words(language: str, next_place: NextPlace) -> SlipLabels:
    with translation.override(language):
        return SlipLabels(
            language=language,
            title=_("Your number"),
            next_place=place_words(next_place),
            notice_title=_("About your data"),
            notice=_(
                "What you tell us is kept to register you and to help you. Only those who need it may read it. "
                "You may ask to see it, to correct it, and not to answer. Asking for help costs nothing."
            ),
            training=_("TRAINING"),
        )
