"""A case on paper for whoever has it or supervises it: asked for with a reason, which stands on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.desks.cases.forms import form_shown
from safeconduct.desks.cases.reading import OPENED, Read, read_all
from safeconduct.desks.protection.confidential_pages import in_confidence
from safeconduct.desks.protection.forms_on_pages import errors_of
from safeconduct.desks.protection.step_forms import Asked, StepForm
from safeconduct.domains.cases import commands, queries
from safeconduct.domains.cases.states import PRINTED_FOR
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look, record_print
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.documents.case_paper import CaseLabels, CasePaper, Said, case_paper_pdf
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.problems import NotFound, Problem

FORM = StepForm(
    title=gettext_lazy("Print the case"),
    why=gettext_lazy("Paper has no lock. Print only what must be on paper, keep it on you, and destroy it afterwards."),
    button=gettext_lazy("Print"),
    fields=(Asked("reason", gettext_lazy("Why"), "select", "case_printed_for", PRINTED_FOR),),
    command=lambda case, act, values: [commands.PrintCase(case=case, **values)],
)


@in_confidence
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, case_id: str) -> HttpResponse:
    """Ask why, then the paper. NotFound: compartments.not_held, for whoever cannot read the words."""
    case = queries.case(case_id)
    record_look(request, "case", case_id)
    steps = [one for one in reversed(queries.steps_of(case_id)) if not one.withdrawn]
    words = read_all(case.compartment, steps)
    if any(one.state != OPENED for one in words.values()):
        raise NotFound("compartments.not_held", compartment=case.compartment)
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        try:
            submit(act_of(request), commands.PrintCase(case=case_id, reason=reason))
        except Problem as problem:
            return _asked(request, case, errors_of(problem))
        record_print(request, "case", about=[case_id])
        return HttpResponse(
            case_paper_pdf(_paper(request, case, steps, words, reason)), content_type="application/pdf",
            headers={"Content-Disposition": 'inline; filename="case.pdf"', "Cache-Control": "no-store"},
        )  # fmt: skip
    return _asked(request, case, [])


def _asked(request: HttpRequest, case: Any, errors: list[tuple[str, str]]) -> HttpResponse:
    back = reverse("cases:case", args=[case.subject])
    return form_shown(request, FORM, case.subject, {}, errors, back=back, heading_token=case.reference)


def _paper(request: HttpRequest, case: Any, steps: list[Any], words: dict[str, Read], reason: str) -> CasePaper:
    who = officer(request)
    names = access.names_of({one.actor for one in steps} | {case.owner, case.supervisor})
    facts = (
        (_("Compartment"), label("case_compartment", case.compartment)),
        (_("Status"), label("case_status", case.status)),
        (_("Priority"), label("case_priority", case.priority)),
        (_("Caseworker"), names.get(case.owner, "–")),
        (_("Supervisor"), names.get(case.supervisor, "–")),
        (_("Consent"), label("case_consent", case.consent)),
    )
    now = places.local_time(who.place, ledger().clock.now())
    return CasePaper(
        letterhead=Letterhead(agency=settings.SAFECONDUCT_NODE_NAME or "Safeconduct", post=case.reference),
        labels=CaseLabels(
            language=get_language() or "en", title=_("Case"), printed_by=_("Printed by"), reason=_("Why"),
            confidential=_("In confidence, for its holder alone. Not to be copied or left; destroy it when done."),
            training=_("For training"),
        ),
        reference=case.reference,
        facts=tuple((str(word), str(said)) for word, said in facts),
        steps=tuple(_said(one, words[one.id], names) for one in steps if words[one.id].words),
        printed_by=who.name,
        reason=str(label("case_printed_for", reason)),
        printed_at=now,
        training=settings.SAFECONDUCT_TRAINING,
    )  # fmt: skip


def _said(step: Any, read: Read, names: dict[str, str]) -> Said:
    is_step = step.what == "StepTaken"
    title = label("case_kind", step.kind) if is_step else label("case_event", step.what)
    attended = [(label("case_word", "attended"), ", ".join(str(label("case_attended", one)) for one in read.attended))]
    lines = [*read.lines, *read.answers, *(attended if read.attended else [])]
    return Said(
        title=str(title), at=f"{step.happened_at:%Y-%m-%d}", by=names.get(step.actor, ""),
        lines=tuple((str(word), said) for word, said in lines),
    )  # fmt: skip
