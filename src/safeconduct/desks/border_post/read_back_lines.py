"""What is recorded of one person, section by section, in plain words: for the page and for the paper alike.

Everything is said in the language that is active; times are the post's. What is sealed for protection is not read
here at all, so that nothing of it can be shown: the last section says the same to everybody.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safeconduct.desks.border_post.member_forms import FIELDS, CorrectionForm
from safeconduct.desks.border_post.told import shown_value
from safeconduct.domains.people import queries as people
from safeconduct.foundation import codes
from safeconduct.foundation.documents.moments import day_text, time_text
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label

LEFT_TO_RIGHT = "\u200e"  # keeps the digits of a day in their order between Arabic words
# What an objection is about -> the section that it marks.
MARKS = {
    "identity": "who", "birth": "who", "nationality": "who", "documents": "documents", "photo": "photo",
    "family": "family", "needs": "needs", "crossing": "crossings", "decision": "crossings", "referral": "shared",
    "other_use": "shared", "keeping": "kept",
}  # fmt: skip


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One statement. `note` is what is said beside it, such as when and by whom."""

    label: str
    value: str = ""
    note: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Statements of one kind; `empty` is what is said where there is none. `objections` say what is objected to."""

    code: str
    title: str
    lines: tuple[Line, ...] = ()
    empty: str = ""
    intro: str = ""
    objections: tuple[str, ...] = ()


Said = Callable[[datetime], str]


def moment_at(post: str) -> Said:
    """How a moment is written: day and time at the post."""

    def said(moment: datetime) -> str:
        local = places.local_time(post, moment)
        return f"{LEFT_TO_RIGHT}{day_text(local)} {time_text(local)}{LEFT_TO_RIGHT}"

    return said


def recorded(person: Any, at: Said) -> list[Section]:
    """Who the person is, documents, photo, family and needs."""
    return [_who(person), _documents(person, at), _photo(person, at), _family(person), _needs(person)]


def _who(person: Any) -> Section:
    lines = [_field(person, name) for name in FIELDS if name != "needs"]
    lines.append(Line(label=str(label("field", "minor")), value=str(label("minor", person.minor))))
    return Section(code="who", title=_("Who you are"), lines=tuple(line for line in lines if line.value))


def _field(person: Any, name: str) -> Line:
    field = {"born": "birth"}.get(name, name)
    special = {"born": "birth_shown", "origin": "origin_shown", "destination": "destination_shown"}
    others = [shown_value(field, value) for value in person.contested_values.get(field, ())]
    value = shown_value(field, getattr(person, special.get(name, name)))
    also = [one for one in others if one and one != value]
    return Line(
        label=str(CorrectionForm.base_fields[name].label),
        value=value or (also[0] if also else ""),
        note=_("Others wrote: {values}").format(values=", ".join(also)) if also else "",
    )


def _documents(person: Any, at: Said) -> Section:
    lines = tuple(
        Line(
            label=str(label("document_type", one.type)),
            value=one.number or _("without a number"),
            note=" · ".join(filter(None, (_issued(one), str(label("document_condition", one.condition)),
                                          at(one.added_at), _("withdrawn") if one.withdrawn else ""))),
        )
        for one in people.documents_of(person.subject, withdrawn=True)
    )  # fmt: skip
    return Section(code="documents", title=_("Documents"), lines=lines, empty=_("No document was recorded."))


def _issued(document: Any) -> str:
    language = shown_language()
    return codes.state_name(document.issuer, language) if document.issuer else ""


def shown_language() -> str:
    """The language that is active, without its region."""
    return (get_language() or "en").split("-")[0]


def _photo(person: Any, at: Said) -> Section:
    taken = [line for line in people.history_of(person.subject) if line.event == "photo_kept"]
    lines: tuple[Line, ...] = ()
    if person.photo and taken:
        lines = (Line(label=_("A photo of you is kept"), value=at(taken[-1].happened_at)),)
    elif person.photo_refused:
        lines = (Line(label=_("You did not want a photo"), value=_("none is kept")),)
    return Section(code="photo", title=_("Photo"), lines=lines, empty=_("No photo is kept."))


def _family(person: Any) -> Section:
    group = people.groups([person.group]).get(person.group) if person.group else None
    if group is None:
        return Section(code="family", title=_("Who came with you"), empty=_("You were registered alone."))
    fields = (
        ("size", group.size), ("composition", group.composition), ("transport", group.transport),
        ("origin", group.origin_shown), ("destination", group.destination_shown),
    )  # fmt: skip
    lines = tuple(
        Line(label=str(label("field", name)), value=shown)
        for name, value in fields
        if (shown := shown_value(name, value))
    )
    return Section(code="family", title=_("Who came with you"), lines=lines)


def _needs(person: Any) -> Section:
    found = people.needs_of([person.subject, *filter(None, [person.group])])
    own, whole = found.get(person.subject, []), found.get(person.group, []) if person.group else []
    lines = [Line(label=str(label("need", code))) for code in own]
    lines += [Line(label=str(label("need", code)), note=_("for the whole group")) for code in whole if code not in own]
    return Section(code="needs", title=_("What you need"), lines=tuple(lines), empty=_("No need was recorded."))
