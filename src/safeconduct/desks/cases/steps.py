"""What can be done in a case, one form each."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from safeconduct.desks.cases.forms import worded
from safeconduct.desks.cases.incident import FORM as INCIDENT
from safeconduct.desks.cases.reading import read
from safeconduct.desks.protection.step_forms import MANY, Asked, StepForm, Values
from safeconduct.domains.cases import commands, queries
from safeconduct.domains.cases.states import (
    ACTION_ENDS,
    ATTENDED,
    CLOSINGS,
    CONSENT_SAID,
    DOERS,
    ERASURE_REASONS,
    PRIORITIES,
    SIGN_WAITS,
    VISIT_ENDS,
    WITHDRAWALS,
)
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import derived_id

AREA, HIDDEN = "textarea", "hidden"
_CORRECTS = Asked("corrects", "", HIDDEN)
ACTIONS_ON_A_PLAN = (1, 2, 3, 4)


def _step(kind: str) -> Callable[[str, Act, Values], list[Command]]:
    """The command of a step of this kind."""

    def command(case: str, act: Act, values: Values) -> list[Command]:
        sealed = worded(queries.case(case).compartment, case, kind, values, act)
        return [commands.TakeStep(case=case, kind=kind, corrects=values["corrects"], **sealed)]

    return command


def _with(kind: Any, words: str, *names: str, **new: str) -> Callable[[str, Act, Values], list[Command]]:
    """A command of this type with these fields of the form, its words sealed; `new` names an id made by the act."""

    def command(case: str, act: Act, values: Values) -> list[Command]:
        sealed = worded(queries.case(case).compartment, case, words, values, act)
        made = {name: derived_id(what, act.id) for name, what in new.items()}
        return [kind(case=case, **{name: values[name] for name in names}, **made, **sealed)]

    return command


def _plan(case: str, act: Act, values: Values) -> list[Command]:
    """The plan, and each action that was written beside it."""
    compartment = queries.case(case).compartment
    found = _step("plan")(case, act, values)
    for number in ACTIONS_ON_A_PLAN:
        given = {name: values[f"{name}_{number}"] for name in ("what", "by", "due")}
        if given["what"]:
            sealed = worded(compartment, case, "action", given, act)
            found.append(
                commands.PlanAction(
                    case=case, action=derived_id("action", act.id, number), by=given["by"], due=given["due"], **sealed
                )
            )  # fmt: skip
    return found


def _visited(case: str, act: Act, values: Values) -> list[Command]:
    sealed = worded(queries.case(case).compartment, case, "visited", values, act)
    visit = values["visit"] or derived_id("visit", act.id)
    return [commands.SettleVisit(case=case, visit=visit, outcome=values["outcome"], on=values["on"], **sealed)]


def _signed(case: str, act: Act, values: Values) -> list[Command]:
    sealed = worded(queries.case(case).compartment, case, "signed", values, act)
    closes = values["step"] in queries.case(case).closings
    granted = values["answer"] == "granted"
    return [commands.SignOff(case=case, step=values["step"], granted=granted, closes=closes, **sealed)]


def _answered(case: str, act: Act, values: Values) -> list[Command]:
    sealed = worded(queries.case(case).compartment, case, "signed", values, act)
    accepted = values["answer"] == "accepted"
    return [commands.AnswerHandOver(case=case, offer=queries.case(case).offer, accepted=accepted, **sealed)]


def _closing(case: str, act: Act, values: Values) -> list[Command]:
    sealed = worded(queries.case(case).compartment, case, "close", values, act)
    tries = int(values["tries"]) if values["tries"].isdecimal() and len(values["tries"]) < 4 else 0
    return [commands.ProposeClosing(case=case, reason=values["reason"], tries=tries, **sealed)]


def _open_actions(case: str) -> list[tuple[str, Any]]:
    row = queries.case(case)
    steps = {one.id: one for one in queries.steps_of(case)}
    waits = [one for one in queries.actions_of(case) if not one.outcome]
    return [(one.id, f"{one.due_on} · {read(row.compartment, steps[one.entry]).first[:60]}") for one in waits]


def _open_visits(case: str) -> list[tuple[str, Any]]:
    waits = [(one.id, one.on) for one in queries.visits_of(case) if not one.outcome]
    return [*waits, ("", _("a visit that was not planned"))]


def _to_sign(case: str) -> list[tuple[str, Any]]:
    return [
        (one.id, f"{label('case_event', one.what) if one.kind == 'close' else label('case_kind', one.kind)}"
                 f" · {one.happened_at:%Y-%m-%d}")
        for one in queries.steps_of(case) if one.sign == SIGN_WAITS and not one.withdrawn and not one.corrected_by
    ]  # fmt: skip


def _may_go(case: str) -> list[tuple[str, Any]]:
    may = ("StepTaken", "ActionPlanned", "ActionSettled", "VisitPlanned", "VisitSettled")
    return [
        (one.id, f"{label('case_kind', one.kind) if one.what == 'StepTaken' else label('case_event', one.what)}"
                 f" · {one.happened_at:%Y-%m-%d %H:%M}")
        for one in queries.steps_of(case) if one.what in may and not one.withdrawn
    ]  # fmt: skip


def others(case: str) -> list[tuple[str, Any]]:
    """Caseworkers who are neither the case's own nor its supervisor."""
    row = queries.case(case)
    return [("", "–"), *((user, name) for user, name in _sorted() if user not in (row.owner, row.supervisor))]


def _supervisors(case: str) -> list[tuple[str, Any]]:
    row = queries.case(case)
    return [("", _("as it is")), *((user, name) for user, name in _sorted() if user != row.owner)]


def _sorted() -> list[tuple[str, str]]:
    return sorted(queries.workers().items(), key=lambda pair: pair[1])


NOTE = StepForm(
    title=_("Note"),
    why=_("What was said and done, in short, so that whoever takes over knows. Sealed to this compartment."),
    button=_("Save"),
    fields=(Asked("text", _("Note"), AREA, wide="wide"), _CORRECTS),
    command=_step("note"),
)
PLAN = StepForm(
    title=_("Plan"),
    why=_("What the person wants to reach, and who does what by when. Write it together."),
    button=_("Save"),
    fields=(
        Asked("goals", _("Goals"), AREA, wide="wide"),
        Asked("strengths", _("What helps"), AREA, wide="wide"),
        *(
            field for number in ACTIONS_ON_A_PLAN for field in (
                Asked(f"what_{number}", _("Action"), wide="double"),
                Asked(f"by_{number}", _("Who does it"), "select", "case_doer", DOERS),
                Asked(f"due_{number}", _("By"), "date"),
            )
        ),
        _CORRECTS,
    ),
    command=_plan,
)  # fmt: skip
ACTION = StepForm(
    title=_("One more action"),
    why=_("Something that somebody does by a day."),
    button=_("Save"),
    fields=(
        Asked("what", _("Action"), AREA, wide="wide"),
        Asked("by", _("Who does it"), "select", "case_doer", DOERS),
        Asked("due", _("By"), "date"),
    ),
    command=_with(commands.PlanAction, "action", "by", "due", action="action"),
)
ACTION_DONE = StepForm(
    title=_("An action is settled"),
    why=_("Done, or not needed any more."),
    button=_("Save"),
    fields=(
        Asked("action", _("Action"), "select", options=_open_actions, wide="wide"),
        Asked("outcome", _("How"), "segments", "case_action_end", ACTION_ENDS),
        Asked("on", _("Day"), "date"),
        Asked("remark", _("Remark"), AREA, wide="wide"),
    ),
    command=_with(commands.SettleAction, "visited", "action", "outcome", "on"),
)
VISIT = StepForm(
    title=_("Plan a visit"),
    why=_("Agree with the person on day and place; write nothing that puts them in danger if it is read."),
    button=_("Save"),
    fields=(Asked("on", _("Day"), "date"), Asked("purpose", _("What for"), AREA, wide="wide")),
    command=_with(commands.PlanVisit, "visit", "on", visit="visit"),
)
VISITED = StepForm(
    title=_("Visit"),
    why=_("Held, missed or cancelled. A visit that nobody planned counts too."),
    button=_("Save"),
    fields=(
        Asked("visit", _("Which"), "select", options=_open_visits),
        Asked("outcome", _("How"), "segments", "case_visit_end", VISIT_ENDS),
        Asked("on", _("Day"), "date"),
        Asked("remark", _("Remark"), AREA, wide="wide"),
    ),
    command=_visited,
)
SAFETY = StepForm(
    title=_("Safety plan"),
    why=_("Made with the person and known to them by heart; nothing of it goes home with them on paper."),
    button=_("Save and ask the supervisor"),
    fields=(
        Asked("risks", _("What threatens"), AREA, wide="wide"),
        Asked("signs", _("Signs that it comes near"), AREA, wide="wide"),
        Asked("places", _("Safe places"), AREA, wide="wide"),
        Asked("people", _("People who help"), AREA, wide="wide"),
        Asked("steps", _("What to do"), AREA, wide="wide"),
        _CORRECTS,
    ),
    command=_step("safety_plan"),
)
CONFERENCE = StepForm(
    title=_("Case conference"),
    why=_("Who was there is written by their part, not by name."),
    button=_("Save"),
    fields=(
        Asked("attended", _("Who was there"), MANY, "case_attended", ATTENDED, wide="wide"),
        Asked("decisions", _("Decisions"), AREA, wide="wide"),
        Asked("who_does_what", _("Who does what"), AREA, wide="wide"),
        Asked("views", _("What the person thinks of it"), AREA, wide="wide"),
        Asked("disagreement", _("Where opinions differ"), AREA, wide="wide"),
        _CORRECTS,
    ),
    command=_step("conference"),
)
SIGN = StepForm(
    title=_("Supervisor's word"),
    why=_("A closing and a safety plan count once the supervisor stands by them. Nobody signs their own."),
    button=_("Save"),
    fields=(
        Asked("step", _("Which"), "select", options=_to_sign, wide="double"),
        Asked("answer", _("Answer"), "segments", "case_answer", ("granted", "returned")),
        Asked("remark", _("Remark"), AREA, wide="wide"),
    ),
    command=_signed,
)
DIRECT = StepForm(
    title=_("Priority, supervisor, consent"),
    why=_("How soon the next contact is due follows from the priority."),
    button=_("Save"),
    fields=(
        Asked("priority", _("Priority"), "select", "case_priority", PRIORITIES),
        Asked("supervisor", _("Supervisor"), "select", options=_supervisors),
        Asked("consent", _("Consent"), "select", "case_consent", CONSENT_SAID, wide="wide"),
    ),
    command=lambda case, act, values: [commands.DirectCase(case=case, **values)],
)
HAND_OVER = StepForm(
    title=_("Hand the case over"),
    why=_("It stays yours until the other has taken it. Tell the person before."),
    button=_("Offer it"),
    fields=(
        Asked("to", _("To"), "select", options=others),
        Asked("note", _("For whoever takes over"), AREA, wide="wide"),
    ),
    command=_with(commands.OfferHandOver, "hand_over", "to", offer="offer"),
)
TAKE_OVER = StepForm(
    title=_("Take the case over"),
    why=_("Read the hand-over note first; ask until you know what you take."),
    button=_("Save"),
    fields=(
        Asked("answer", _("Answer"), "segments", "case_answer", ("accepted", "declined")),
        Asked("remark", _("Remark"), AREA, wide="wide"),
    ),
    command=_answered,
)
CLOSE = StepForm(
    title=_("Close the case"),
    why=_("With the person where that is possible. It is closed once the supervisor stands by it."),
    button=_("Ask the supervisor"),
    fields=(
        Asked("reason", _("Why"), "select", "case_closing", CLOSINGS),
        Asked("tries", _("Tries to reach the person"), "number", hint=_("where contact was lost")),
        Asked("summary", _("How it went, and what the person was told"), AREA, wide="wide"),
    ),
    command=_closing,
)
REOPEN = StepForm(
    title=_("Open the case again"),
    why=_("The closing, or the proposal to close, is taken back."),
    button=_("Open again"),
    fields=(),
    command=lambda case, act, values: [commands.ReopenCase(case=case)],
)
WITHDRAW = StepForm(
    title=_("Withdraw a step"),
    why=_("What was written there goes for good. That there was a step, and why it counts no more, stays."),
    button=_("Withdraw"),
    fields=(
        Asked("step", _("Which"), "select", options=_may_go, wide="double"),
        Asked("reason", _("Why"), "select", "case_withdrawal", WITHDRAWALS),
    ),
    command=lambda case, act, values: [commands.WithdrawStep(case=case, **values)],
    is_dangerous=True,
)
ERASE = StepForm(
    title=_("Erase the case"),
    why=_("Every word, the reference and the way to the person go for good. Codes and days stay as numbers."),
    button=_("Erase"),
    fields=(Asked("reason", _("Why"), "select", "erasure_reason", ERASURE_REASONS),),
    command=lambda case, act, values: [commands.EraseCase(case=case, **values)],
    is_dangerous=True,
)
STEPS: dict[str, StepForm] = {
    "note": NOTE, "plan": PLAN, "action": ACTION, "action-done": ACTION_DONE, "visit": VISIT, "visited": VISITED,
    "safety-plan": SAFETY, "conference": CONFERENCE, "incident": INCIDENT, "sign": SIGN, "direct": DIRECT,
    "hand-over": HAND_OVER, "take-over": TAKE_OVER, "close": CLOSE, "reopen": REOPEN, "withdraw": WITHDRAW,
    "erase": ERASE,
}  # fmt: skip
# Where a step of a kind is taken, and corrected.
SLUGS = {
    "note": "note", "plan": "plan", "safety_plan": "safety-plan", "conference": "conference", "incident": "incident",
}  # fmt: skip
