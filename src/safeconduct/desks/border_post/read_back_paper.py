"""The read-back as a document: the sections of each person under the letterhead of the post."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from safeconduct.desks.border_post.read_back_lines import Section
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


def read_back_paper(language: str, post: str, sheets: list[tuple[Any, list[Section]]]) -> bytes:
    """The PDF, in the language of those it is for, with the times of the post."""
    here = places.post(post)
    now = places.local_time(post, ledger().clock.now())
    with translation.override(language):
        page = ReadBack(
            letterhead=Letterhead(agency=_("Border agency"), post=here.name),
            labels=ReadBackLabels(
                language=language,
                title=_("What is recorded about you"),
                notice=_("Keep this paper where nobody reads it whom you do not trust. You may refuse to take it."),
                times=_("Times are those of the post ({zone}, {offset}); days are of the Gregorian calendar.").format(
                    zone=here.zone, offset=moments.zone_text(now)
                ),
                without_name=_("Person without a name"),
                training=_("TRAINING"),
            ),
            sheets=tuple(_sheet(person, sections) for person, sections in sheets),
            printed_at=now,
            training=settings.SAFECONDUCT_TRAINING,
        )
    return read_back_pdf(page)


def _sheet(person: Any, sections: list[Section]) -> Sheet:
    names = tuple(dict.fromkeys(filter(None, (person.name, person.name_native))))
    return Sheet(names=names, groups=tuple(_group(one) for one in sections))


def _group(section: Section) -> StatementGroup:
    return StatementGroup(
        title=section.title,
        intro=section.intro,
        empty=section.empty if not section.lines else "",
        objections=section.objections,
        statements=tuple(Statement(label=line.label, value=line.value, note=line.note) for line in section.lines),
    )
