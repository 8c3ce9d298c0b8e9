"""How the demonstration's officers decide, and what becomes of waits and deferred verifications."""

from datetime import datetime, timedelta

from safeconduct.entrypoints.demonstration.draws import Draws, Weighted
from safeconduct.entrypoints.demonstration.items import ArrivingGroup, Decision, LaterDecision, VerificationDone
from safeconduct.entrypoints.demonstration.material import Material, weights
from safeconduct.entrypoints.demonstration.shifts import Roster

ADMIT = Decision(decision="admit")
SECOND_LINE = Decision(decision="second_line")
WITHOUT_PAPERS = Weighted({"admit_deferred": 65, "admit": 25, "second_line": 10})
STATELESS = Weighted({"second_line": 50, "admit_deferred": 50})
ORDINARY = Weighted({"admit": 960, "wait": 30, "second_line": 10})
CROWDED = Weighted({"admit": 930, "wait": 60, "second_line": 10})
OUTCOMES = Weighted({"verified": 88, "not_found": 6, "not_needed": 6})
ADULT_BANDS = frozenset({"18-59", "60+"})


class Deciding:
    """Decides from one stream of chance; nothing is decided after `end`."""

    def __init__(self, material: Material, draws: Draws, roster: Roster, end: datetime) -> None:
        self._material, self._draws, self._roster, self._end = material, draws, roster, end
        self._reasons = weights(material.mix, "wait_reasons")

    def first(self, group: ArrivingGroup, crowded: bool) -> tuple[Decision | None, int]:
        """The first decision and the seconds until it; None where the demonstration ends before."""
        each = 70 if group.level == 1 else 160
        delay = self._draws.between(60, 240) + each * min(group.size, 6)
        moment = group.at_utc + timedelta(seconds=delay)
        if moment >= self._end:
            return None, 0
        return self._dated(self._choice(group, crowded), moment), delay

    def later(self, group: ArrivingGroup) -> list[LaterDecision | VerificationDone]:
        """What follows from the first decision, as far as the demonstration goes."""
        if group.decision is None:
            return []
        moment = group.at_utc + timedelta(seconds=group.decision_delay_seconds)
        if group.decision.decision == "admit_deferred":
            return self._verified(group, moment)
        if group.decision.decision == "admit":
            return []
        after = self._after_wait(group.decision, moment)
        if after >= self._end:
            return []
        lacks = any(member.no_document for member in group.members) and self._draws.chance(0.5)
        decision = self._dated("admit_deferred" if lacks else "admit", after)
        found: list[LaterDecision | VerificationDone] = [
            LaterDecision(
                ref=group.ref, post=group.post, at_utc=after, officer=self._officer(group, after), decision=decision
            )
        ]
        return found + (self._verified(group, after) if lacks else [])

    def _choice(self, group: ArrivingGroup, crowded: bool) -> str:
        if group.has_child_alone:
            return "second_line"
        if group.kind == "stateless":
            return self._draws.pick(STATELESS)
        if any(m.no_document and m.age_band in ADULT_BANDS for m in group.members) and group.level > 1:
            return self._draws.pick(WITHOUT_PAPERS)
        chosen = self._draws.pick(CROWDED if crowded else ORDINARY)
        # Who needs a doctor now is never told to wait, here as in the gates.
        return "admit" if chosen == "wait" and "doctor_now" in group.needs else chosen

    def _dated(self, choice: str, moment: datetime) -> Decision:
        if choice == "wait":
            return Decision(
                decision="wait",
                place=self._draws.one_of(self._material.texts["waiting_places"]),
                reason=self._draws.pick(self._reasons),
                next_time=moment + timedelta(minutes=self._draws.between(20, 115)),
            )
        if choice == "admit_deferred":
            days = timedelta(days=self._draws.between(3, 21))
            place = self._draws.one_of(self._material.texts["verification_places"])
            return Decision(decision="admit_deferred", place=place, deadline=moment + days)
        return ADMIT if choice == "admit" else SECOND_LINE

    def _after_wait(self, decision: Decision, moment: datetime) -> datetime:
        """A wait ends near its next time, one in twenty late; a second line takes up to two hours."""
        if decision.next_time is None:
            return moment + timedelta(minutes=self._draws.between(20, 120))
        if self._draws.chance(0.05):
            return decision.next_time + timedelta(minutes=self._draws.between(30, 75))
        share = 0.5 + 0.5 * self._draws.part()
        return moment + timedelta(seconds=int((decision.next_time - moment).total_seconds() * share))

    def _verified(self, group: ArrivingGroup, moment: datetime) -> list[LaterDecision | VerificationDone]:
        done = moment + timedelta(minutes=self._draws.between(20 * 60, 6 * 24 * 60))
        if self._draws.chance(0.3) or done >= self._end:
            return []
        outcome = self._draws.pick(OUTCOMES)
        officer = self._officer(group, done)
        return [VerificationDone(ref=group.ref, post=group.post, at_utc=done, officer=officer, outcome=outcome)]

    def _officer(self, group: ArrivingGroup, moment: datetime) -> str:
        return self._roster.officer_at(group.post, moment, self._draws)
