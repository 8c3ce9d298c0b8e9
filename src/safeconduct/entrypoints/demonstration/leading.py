"""Cases of the demonstration, on the agency's node: fictional ones in several states, by the real doors."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from safeconduct.desks.cases.cases import new_reference
from safeconduct.domains.cases import commands as case
from safeconduct.domains.cases.queries import steps_of
from safeconduct.domains.cases.rules import checked_opening, checked_words
from safeconduct.domains.cases.words import sealed_words
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import NODE, Act, Command
from safeconduct.kernel.ids import derived_id

# compartment, priority, days ago, consent, who, situation, and the steps: days ago, kind, what is said or asked
CASES: tuple[tuple[str, str, int, str, dict[str, str], tuple[tuple[int, str, dict[str, Any]], ...]], ...] = (
    ("child_protection", "high", 6, "assent_alone",
     {"who": "Boy with the red cap (fictional)", "situation": "Came with a man he calls uncle and fears him.",
      "wishes": "To telephone his sister."},
     ((6, "note", {"text": "He ate and slept. He asked twice when his sister comes."}),
      (5, "plan", {"goals": "That he is with his sister, and safe until then."}),
      (5, "action", {"what": "Telephone the sister", "by": "caseworker", "after": 1}),
      (4, "visit", {"purpose": "At the school", "after": 1}),
      (0, "visit", {"purpose": "With the teacher", "after": 2}))),
    ("gbv", "high", 3, "consent",
     {"who": "Salma of tent nine (fictional)", "situation": "Threatened by a former partner.",
      "wishes": "To be safe at night; no police."},
     ((3, "safety_plan", {"risks": "He knows the way to the tent.", "places": "The women's shelter; the clinic.",
                          "steps": "Go to the clinic at once; the guard knows the word."}),
      (2, "visited", {"remark": "She is calmer and sleeps at the shelter."}),
      (1, "action", {"what": "Appointment with the doctor", "by": "partner", "after": 1}))),
    ("trafficking", "medium", 9, "consent",
     {"who": "Driver's passenger (fictional)", "situation": "Papers were held by somebody who offered work."},
     ((8, "conference", {"decisions": "Legal adviser first, then work.", "who_does_what": "Caseworker calls tomorrow.",
                         "attended": ("person", "caseworker", "legal", "interpreter")}),
      (1, "visit", {"purpose": "At the legal clinic", "after": 0}))),
    ("health", "low", 20, "consent",
     {"who": "Man with the insulin (fictional)", "situation": "Needs insulin every day and has none left."},
     ((19, "visited", {"remark": "Has insulin for four weeks."}),
      (1, "close", {"reason": "goals_reached", "summary": "The clinic goes on with him."}))),
    ("legal", "medium", 12, "consent",
     {"who": "Teacher without papers (fictional)", "situation": "Wants to ask for asylum."},
     ((11, "note", {"text": "Explained what asking for asylum means, in her language."}),
      (2, "hand_over", {"note": "She asked for somebody who speaks her language."}))),
)  # fmt: skip


def lead_cases(owner: str, supervisor: str, other: str, now: datetime) -> None:
    """Open the cases and take their steps; the supervisor stands by one, the rest waits."""
    for number, (compartment, priority, ago, consent, opening, steps) in enumerate(CASES):
        subject = derived_id("demonstration case", number)
        act = _act(owner, now - timedelta(days=ago), number, "opens")
        words = sealed_words(compartment, subject, checked_opening(opening, consent))
        what: dict[str, Any] = {"compartment": compartment, "priority": priority, "consent": consent, **words}
        what |= {"reference": new_reference(), "owner": owner, "supervisor": supervisor}
        submit(act, case.OpenCase(case=subject, **what))
        for place, (days, kind, said) in enumerate(steps):
            at = now - timedelta(days=days) + timedelta(minutes=5 * (place + 1))
            act = _act(owner, min(at, now), number, kind, place)
            submit(act, *_step(act, subject, compartment, kind, {**said, "to": other}))
    _sign(supervisor, derived_id("demonstration case", 3), now)


def _act(actor: str, at: datetime, *name: Any) -> Act:
    return Act(
        id=derived_id("demonstration case", *name), actor=actor, purpose="protection", place=NODE, happened_at=at
    )  # fmt: skip


def _step(act: Act, subject: str, compartment: str, kind: str, said: dict[str, Any]) -> Iterator[Command]:
    words = sealed_words(compartment, subject, checked_words(kind, said))
    at: Any = act.happened_at
    new = derived_id(kind, act.id)
    day = str((at + timedelta(days=said.get("after", 0))).date())
    if kind == "action":
        yield case.PlanAction(case=subject, action=new, by=said["by"], due=day, **words)
    elif kind == "visit":
        yield case.PlanVisit(case=subject, visit=new, on=day, **words)
    elif kind == "visited":
        yield case.SettleVisit(case=subject, visit=new, outcome="held", on=day, **words)
    elif kind == "close":
        yield case.ProposeClosing(case=subject, reason=said["reason"], **words)
    elif kind == "hand_over":
        yield case.OfferHandOver(case=subject, offer=new, to=said["to"], **words)
    else:
        yield case.TakeStep(case=subject, kind=kind, **words)


def _sign(supervisor: str, subject: str, now: datetime) -> None:
    """The closing of one case, which waits, is signed."""
    waits = next(one for one in steps_of(subject) if one.kind == "close")
    submit(
        _act(supervisor, now, "signs"), case.SignOff(case=subject, step=waits.id, granted=True, closes=True)
    )  # fmt: skip
