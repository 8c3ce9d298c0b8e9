"""The record as a paper for the person, in their language: why they are held, who looks next and when, their rights.

It says nothing of what protection has to hear, nor of what was seen of them.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.desks.liberty.around import WRITING, check_may_see, names_of, own_language, post_of
from safeconduct.domains.liberty import queries
from safeconduct.domains.liberty.bases import BASES
from safeconduct.foundation.access.looks import record_print
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.documents import moments
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.read_back import (
    ReadBack,
    ReadBackLabels,
    Sheet,
    Statement,
    StatementGroup,
    read_back_pdf,
)
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label

Said = Callable[[datetime], str]


@allow(*WRITING)
@require_GET
def pdf(request: HttpRequest, person_id: str) -> HttpResponse:
    """The paper; `language` chooses another one than that in which they were told."""
    who = officer(request)
    check_may_see(who, person_id)
    record_print(request, "liberty", about=[person_id])
    answer = HttpResponse(
        read_back_pdf(paper_of(person_id, post_of(who), request.GET.get("language", ""))),
        content_type="application/pdf",
    )
    answer["Content-Disposition"] = 'inline; filename="liberty.pdf"'
    return answer


def paper_of(person: str, post: str, asked: str) -> ReadBack:
    """The paper as data, with the times of the post."""
    now = places.local_time(post, ledger().clock.now())
    rows = [one for one in queries.deprivations_of(person) if not one.voided]
    spoken = (asked, *(row.language for row in rows), own_language(), "en")
    language = next(one for one in spoken if one in dict(settings.LANGUAGES))
    with translation.override(language):
        return ReadBack(
            letterhead=Letterhead(agency=_("Border agency"), post=places.post(post).name),
            labels=_labels(language, post, now),
            sheets=(Sheet(names=_names(person), groups=_groups(person, rows, post)),),
            printed_at=now,
            training=settings.SAFECONDUCT_TRAINING,
        )


def _names(person: str) -> tuple[str, ...]:
    """The name of who is registered; how others find somebody is no name, and is not told to them."""
    return (names_of([person]).get(person, ""),) if queries.record(person).is_registered else ()


def _labels(language: str, post: str, now: datetime) -> ReadBackLabels:
    return ReadBackLabels(
        language=language,
        title=_("About your liberty"),
        notice=_("Keep this paper where nobody reads it whom you do not trust. You may refuse to take it."),
        times=_("Times are those of the post ({zone}, {offset}); days are of the Gregorian calendar.").format(
            zone=places.zone_of(post), offset=moments.zone_text(now)
        ),
        without_name=_("Person without a name"),
        training=_("TRAINING"),
    )


def _groups(person: str, rows: list[Any], post: str) -> tuple[StatementGroup, ...]:
    def at(moment: datetime) -> str:
        return f"{places.local_time(post, moment):%Y-%m-%d %H:%M}"

    asked = [one for one in queries.alternatives_of(person) if one.is_open]
    return (*(_held(row, at) for row in rows), *(_asked(one, at) for one in asked), _rights())


def _held(row: Any, at: Said) -> StatementGroup:
    law = str(label("held_ground_law", row.ground)) if row.ground in BASES else ""
    place = " ".join(filter(None, (str(label("held_facility", row.facility)), row.words.get("facility_name", ""))))
    ordered = " ".join(filter(None, (str(label("held_authority", row.authority)), row.words.get("authority_name", ""))))
    said = [
        Statement(label=_("Why"), value=str(label("held_ground", row.ground)), note=law),
        Statement(label=_("Who ordered it"), value=ordered, note=""),
        Statement(label=_("Where"), value=place, note=""),
        Statement(label=_("Since when"), value=at(row.since), note=""),
        Statement(label=_("Lawyer"), value=str(label("held_lawyer", row.lawyer)), note=""),
    ]
    if row.is_open:
        said.append(Statement(label=_("Next review"), value=at(row.review_due), note=_("At the latest then somebody"
                    " has to look whether it goes on. You may be heard there, with a lawyer.")))  # fmt: skip
    else:
        ended = at(row.ended_at) if row.ended_at is not None else ""
        said.append(Statement(label=_("What happened"), value=str(label("held_state", row.state)), note=ended))
    return _group(_("You are held") if row.is_open else _("You were held"), said)


def _asked(row: Any, at: Said) -> StatementGroup:
    conditions = "; ".join(str(label("alternative_condition", code)) for code in row.conditions) or "–"
    return _group(
        _("You are free, and this is asked of you"),
        [
            Statement(label=_("What is asked"), value=str(label("alternative_kind", row.kind)), note=conditions),
            Statement(label=_("The order"), value=row.words.get("order", "–"), note=""),
            Statement(label=_("Last day"), value=at(row.until), note=_("Then it is looked at anew, or it lapses.")),
        ],
    )


def _rights() -> StatementGroup:
    said = (
        (_("To know why"), _("In a language you understand, at once and in writing.")),
        (_("A court"), _("You may have a court look whether you are held lawfully, and be heard there.")),
        (_("A lawyer"), _("You may speak with a lawyer, alone and without cost where you have no means.")),
        (_("An interpreter"), _("Ask for one whenever you do not understand or are not understood.")),
        (_("Your consulate"), _("It is told only if you ask for it. You need not.")),
        (_("Asylum"), _("If you are afraid to return, say so to anybody here. It is heard in confidence.")),
        (_("Your family"), _("You may tell them where you are, and stay with them.")),
        (_("A doctor"), _("Ask for one at any time.")),
        (_("To complain"), _("About how anybody treats you. It counts against you nowhere.")),
    )
    return _group(_("Your rights"), [Statement(label=name, value="", note=what) for name, what in said])


def _group(title: str, said: list[Statement]) -> StatementGroup:
    return StatementGroup(title=title, intro="", empty="", objections=(), statements=tuple(said))
