"""The staffing calculator: lanes and officers for the people expected, with every step of the formula shown."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from safeconduct.desks.border_post.around import post_of
from safeconduct.domains.crossings import queries as crossings
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.science.queueing.staffing import (
    LEVELS,
    RELIEF,
    SECONDS_BY_LEVEL,
    SHIFT_HOURS,
    SHIFTS,
    UTILISATION,
    Demand,
    Formula,
    OutOfRange,
    Term,
    Wait,
    plan_staffing,
)

LAST_HOURS = timedelta(hours=24)


class StaffingForm(forms.Form):
    """What the supervisor knows; every number may be changed, and none is kept."""

    persons_peak_hour = forms.FloatField(label=_("People expected in the busiest hour"), required=False)
    persons_per_day = forms.FloatField(label=_("People expected in a day"), required=False)
    lanes_open = forms.IntegerField(label=_("Lanes open now"), required=False)
    utilisation = forms.FloatField(label=_("Share of an hour that a lane works"), initial=UTILISATION)
    shifts = forms.IntegerField(label=_("Shifts a day"), initial=SHIFTS)
    shift_hours = forms.FloatField(label=_("Hours a shift"), initial=SHIFT_HOURS)
    relief = forms.FloatField(label=_("Officers for each place filled (breaks, leave)"), initial=RELIEF)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for level in LEVELS:
            words = label("level", level.removeprefix("L"))
            seconds, share = forms.FloatField(initial=SECONDS_BY_LEVEL[level]), forms.FloatField(required=False)
            seconds.label = gettext("{level}: seconds a person").format(level=words)
            share.label = gettext("{level}: share of the people").format(level=words)
            share.initial = 1.0 if level == "L1" else 0.0
            self.fields |= {f"seconds_{level}": seconds, f"mix_{level}": share}

    @property
    def levels(self) -> list[dict[str, Any]]:
        """The two fields of each level, for the page."""
        return [{"seconds": self[f"seconds_{level}"], "mix": self[f"mix_{level}"]} for level in LEVELS]

    def demand(self) -> Demand:
        """What the calculator asks."""
        data = self.cleaned_data
        names = ("persons_peak_hour", "persons_per_day", "lanes_open", "utilisation", "shifts", "shift_hours", "relief")
        return Demand(
            **{name: data[name] for name in names},
            mix={level: data[f"mix_{level}"] or 0.0 for level in LEVELS},
            seconds_by_level={level: data[f"seconds_{level}"] for level in LEVELS},
        )


@dataclass(frozen=True)
class Step:
    """One step of the calculation: what comes out, the formula in words, the same with its numbers."""

    title: str
    in_words: str
    in_numbers: str
    result: str


@allow(POST_SUPERVISOR)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The form, filled from today's counts at first, and below it the plan for what stands in it."""
    expected = expected_at(post_of(officer(request)))
    given = request.GET if "shifts" in request.GET else None
    form = StaffingForm(given, initial=expected)
    context: dict[str, Any] = {"form": form, "expected": expected, "errors": []}
    if given is None:
        form = StaffingForm({name: _plain(form[name].initial) for name in form.fields})
        context["form"] = form
    if form.is_valid():
        try:
            plan = plan_staffing(form.demand())
        except OutOfRange as problem:
            sentence = sentence_of("staffing.out_of_range", _range(problem))
            context["errors"] = [(f"id_{problem.field}", sentence)]
        else:
            steps = [step_of(one) for one in plan.formulas if len(one.terms) > 1]
            context |= {"plan": plan, "steps": steps}
            context |= {"wait": wait_words(plan.wait), "wait_now": plan.wait_now and wait_words(plan.wait_now)}
    status = 422 if form.errors or context["errors"] else 200
    return render(request, "border_post/staffing.html", context, status=status)


def expected_at(post: str) -> dict[str, Any]:
    """What was counted lately: the busiest of the last hours, their sum, and the lanes of the open shift."""
    now = places.local_time(post, ledger().clock.now())
    days = {(now.date()).isoformat(), places.local_time(post, ledger().clock.now() - LAST_HOURS).date().isoformat()}
    totals: dict[Any, int] = {}
    for day in days:
        for total in crossings.hourly_totals(post, day):
            if now - total["hour"] <= LAST_HOURS:
                totals[total["hour"]] = totals.get(total["hour"], 0) + total["number"]
    shift = crossings.open_shift(post)
    busiest = max(totals.values(), default=0)
    return {
        "persons_peak_hour": busiest or 60,  # assumption: an empty day is planned for sixty people in the busiest hour
        "persons_per_day": sum(totals.values()) or None,
        "lanes_open": shift.lanes if shift else None,
        "counted": sum(totals.values()),
        "busiest": busiest,
    }


def _plain(value: Any) -> str:
    return "" if value is None else f"{value:g}"


def _range(problem: OutOfRange) -> dict[str, str]:
    return {"lowest": f"{problem.lowest:g}", "highest": f"{problem.highest:g}"}


def step_of(formula: Formula) -> Step:
    """A formula in the words and the numbers of this page."""
    words, numbers = formula.arithmetic, formula.arithmetic
    for term in sorted(formula.terms, key=lambda one: -len(one.name)):
        words = words.replace(term.name, f"\x00{term.name}\x01")
        numbers = numbers.replace(term.name, f"\x00{term.name}\x01")
    for term in formula.terms:
        words = words.replace(f"\x00{term.name}\x01", str(name_of(term)))
        numbers = numbers.replace(f"\x00{term.name}\x01", f"{term.value:.6g}")
    result = formula.result
    return Step(str(name_of(result)), _signs(words), _signs(numbers), f"{result.value:.6g}")


def _signs(arithmetic: str) -> str:
    """`ceil(...)` says that a part of a lane is a whole lane; the rest are the signs of a school book."""
    return (
        arithmetic.replace("ceil(", f"{gettext('rounded up')} (").replace("max(", f"{gettext('the larger of')} (")
        .replace(" * ", " × ").replace(" / ", " ÷ ").replace(", ", "; ")
    )  # fmt: skip


NAMES = {
    "persons_peak_hour": pgettext_lazy("staffing term", "people in the busiest hour"),
    "persons_per_day": pgettext_lazy("staffing term", "people a day"),
    "peak_share": pgettext_lazy("staffing term", "part of the day in its busiest hour"),
    "hours_staffed": pgettext_lazy("staffing term", "hours staffed"),
    "seconds_per_person": pgettext_lazy("staffing term", "seconds a person"),
    "utilisation": pgettext_lazy("staffing term", "share of an hour that a lane works"),
    "lanes": pgettext_lazy("staffing term", "lanes"),
    "shifts": pgettext_lazy("staffing term", "shifts"),
    "relief": pgettext_lazy("staffing term", "relief"),
    "officers": pgettext_lazy("staffing term", "officers"),
}


def name_of(term: Term) -> Any:
    """The words for a term of a formula; those of one level name the level."""
    if term.name in NAMES:
        return NAMES[term.name]
    kind, _sep, level = term.name.partition("_")
    words = label("level", level.removeprefix("L"))
    named = gettext("share of {level}") if kind == "share" else gettext("seconds of {level}")
    return named.format(level=words)


def wait_words(wait: Wait) -> str:
    """What people meet at so many lanes."""
    if wait.mean_seconds is None:
        return ngettext(
            "With {lanes} lane people come faster than they can be served: the queue grows without end.",
            "With {lanes} lanes people come faster than they can be served: the queue grows without end.",
            wait.lanes,
        ).format(lanes=wait.lanes)
    words = ngettext(
        "With {lanes} lane people wait {mean} on average; nine in ten no longer than {most}.",
        "With {lanes} lanes people wait {mean} on average; nine in ten no longer than {most}.",
        wait.lanes,
    )
    return words.format(
        lanes=wait.lanes, mean=_span(wait.mean_seconds), most=_span(wait.nine_in_ten_within_seconds or 0)
    )


def _span(seconds: float) -> str:
    if seconds < 90:
        return ngettext("{number} second", "{number} seconds", round(seconds)).format(number=round(seconds))
    return ngettext("{number} minute", "{number} minutes", round(seconds / 60)).format(number=round(seconds / 60))
