"""What was decided of a person, who wrote it down, with whom it was shared, how long it is kept, and their rights."""

from typing import Any

from django.utils.translation import gettext as _

from safeconduct.desks.border_post.read_back_lines import Line, Said, Section
from safeconduct.domains.accountability import queries as complaints
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.people import queries as people
from safeconduct.domains.referrals import queries as referrals
from safeconduct.domains.reviews import queries as reviews
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.codes import sensitive_services
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.journal.authors import roles_by_entry
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label

# Steps towards protection are not told here, nor that there were any: who listens may not be the person alone.
WRITTEN = frozenset(
    {
        "registered", "corrected", "needs_changed", "document_added", "document_withdrawn", "photo_kept",
        "photo_refused", "moved", "moved_as_correction", "voided", "restored", "objected", "objection_answered",
    }
)  # fmt: skip
FOLLOWS = frozenset({"age_band", "minor"})
CONSENTS = frozenset({"consent_given", "consent_refused", "consent_withdrawn"})
PROTECTION = "protection"


def decided(person: Any, at: Said) -> Section:
    """Crossings with their decisions, and a refusal of entry where one was decided."""
    lines = [_crossing(one, at) for one in crossings.crossings_of_persons([person.subject]) if not one.voided]
    review = reviews.review_or_none(person.subject)
    if review is not None and review.refused_at is not None:
        lines.append(Line(label=_("Entry was refused"), value=at(review.refused_at), note=_by(review.refused_by, ())))
    return Section(code="crossings", title=_("Your crossings and what was decided"), lines=tuple(lines),
                   empty=_("No crossing was recorded."))  # fmt: skip


def _crossing(one: Any, at: Said) -> Line:
    what = f"{label('direction', one.direction)} {at(one.arrived_at)}"
    if not one.decision or one.decided_at is None:
        return Line(label=what, value=_("Nothing is decided yet"), note=one.token)
    reason = str(label("wait_reason", one.decision_reason)) if one.decision == "wait" and one.decision_reason else ""
    notes = (one.token, at(one.decided_at), _by(one.decided_by, ()), reason)
    return Line(label=what, value=str(label("decision_made", one.decision)), note=" · ".join(filter(None, notes)))


def _by(actor: str, roles: tuple[str, ...]) -> str:
    name = access.names_of({actor}).get(actor, "")
    return ", ".join(filter(None, (name, *(str(label("role", role)) for role in roles))))


def written(person: Any, at: Said) -> Section:
    """Who wrote or changed the record, in which role, where and when; the latest last."""
    lines = [one for one in people.history_of(person.subject) if one.event in WRITTEN and one.field not in FOLLOWS]
    roles = roles_by_entry([person.subject])
    posts = {post.subject: post.name for post in places.posts()}
    return Section(
        code="written",
        title=_("Who wrote this down"),
        lines=tuple(
            Line(
                label=at(one.happened_at),
                value=_what(one),
                note=" · ".join(filter(None, (_by(one.by, roles.get(one.ref, ())), posts.get(one.place, "")))),
            )
            for one in lines
        ),
    )


def _what(line: Any) -> str:
    field = str(label("field", line.field)) if line.field and line.field != "photo" else ""
    return ": ".join(filter(None, (str(label("history_event", line.event)), field)))


def shared(person: Any, at: Said) -> Section:
    """Referrals with what was told, consents given and taken back, and where the record itself goes."""
    lines: list[Line] = []
    for row in told_of(person.subject):
        lines += _referral(row, at)
    intro = _(
        "Your record stays on the machines of the border agency. No other agency receives it whole: an agency to which "
        "you are referred reads what is listed here, and its answers come back. Numbers without names go into reports."
    )
    return Section(code="shared", title=_("With whom it was shared"), lines=tuple(lines), intro=intro,
                   empty=_("Nothing that names you was told to another agency by this post."))  # fmt: skip


def told_of(person: str) -> list[Any]:
    """The referrals that may be spoken of at the line: none to a service whose name alone says something."""
    quiet = sensitive_services()
    found = referrals.referrals_of_person(person)
    return [one for one in found if one.type not in quiet and not one.is_erased and not one.is_partial]


def _referral(row: Any, at: Said) -> list[Line]:
    agency = partners.agencies_by_id([row.agency]).get(row.agency) if row.agency else None
    to = (agency.name if agency is not None else "") or row.service_name or str(label("service_type", row.type))
    told = ", ".join(str(label("shared_field", name)) for name in row.fields) or _("a number, without your name")
    if row.sent_at is None:
        first = Line(label=to, value=_("Prepared; nothing was told yet"), note=row.reference)
    else:
        basis = str(label("referral_basis", row.basis)) if row.basis else ""
        first = Line(label=to, value=_("Told: {fields}").format(fields=told),
                     note=" · ".join(filter(None, (at(row.sent_at), basis, row.reference))))  # fmt: skip
    steps = [one for one in referrals.steps_of(row.subject) if one.what in CONSENTS]
    return [first, *(_consent(one, to, at) for one in reversed(steps))]


def _consent(step: Any, to: str, at: Said) -> Line:
    fields = ", ".join(str(label("shared_field", name)) for name in step.fields)
    by = str(label("consent_by", step.code)) if step.code else ""
    return Line(label=to, value=str(label("referral_step", step.what)),
                note=" · ".join(filter(None, (at(step.happened_at), by, fields))))  # fmt: skip


def kept() -> Section:
    """How long."""
    return Section(
        code="kept",
        title=_("How long it is kept"),
        intro=_(
            "Until it is erased: because you ask for it, because it is needed no longer, or because it was ordered. "
            "A court or an authority may need it longer; then it waits for that. Thirty days after an erasure copies "
            "of it cannot be read any more either. Counts without names stay."
        ),
    )


def rights() -> Section:
    """What the person may do, said as something to ask for at this desk."""
    said: tuple[tuple[str, str], ...] = (
        (_("Correct"), _("Something is wrong or missing: say so here, and it is corrected with the reason.")),
        (
            _("Object"),
            _("You do not agree with what is written or done with it: a supervisor answers within ten days."),
        ),
        (_("Take back consent"), _("What you agreed may be told: you may take it back at any time.")),
        (_("Have it erased"), _("Ask the supervisor. You are given a paper that says it was done.")),
        (
            _("Complain"),
            _("About a service, a delay, a decision, or how anybody here behaved. You need not give a name."),
        ),
    )
    focal_point = complaints.focal_point()
    if focal_point is not None:
        called = _("Misconduct of anybody who works here, without going through this desk")
        said += ((" · ".join((focal_point.name, focal_point.phone)), called),)
    intro = _("Asking for any of this costs nothing and changes nothing for your crossing or for help.")
    lines = tuple(Line(label=name, value=how) for name, how in said)
    return Section(code="rights", title=_("Your rights"), lines=lines, intro=intro)


def sealed() -> Section:
    """The same for everybody, whether anything is sealed or not: it is not looked at."""
    intro = _(
        "What people say in confidence, and what concerns their safety, is not read or shown here, and this sentence "
        "is the same for everybody. To hear whether the protection agency keeps anything about you, and what, ask it."
    )
    called = _protection_agency()
    lines = (Line(label=_("Ask the protection agency"), value=called),) if called else ()
    return Section(code="sealed", title=_("What this post cannot show"), lines=lines, intro=intro)


def _protection_agency() -> str:
    codes = {one.agency for one in compartments.compartments() if one.code == PROTECTION}
    for agency in partners.agencies(active=True):
        if agency.code in codes:
            contacts = partners.contacts_of(agency.subject)
            return " · ".join(filter(None, (agency.name, *((contacts[0].phone,) if contacts else ()))))
    return ""
