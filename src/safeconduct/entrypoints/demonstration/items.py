"""What happens in the demonstration, as plain values: no ids of the journal and no commands.

Times are UTC and whole seconds. `ref` names a thing within one scenario; the loader makes ids of it.
"""

from datetime import date, datetime
from typing import TypeAlias

import msgspec

AgeBandCount: TypeAlias = tuple[str, str]  # sex, age band


class Officer(msgspec.Struct, frozen=True):
    """A fictional user of the demonstration."""

    login: str
    name: str
    role: str  # border_officer, post_supervisor
    post: str


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A border crossing point, as `places` opens it, and who works there."""

    code: str
    name: str
    letter: str
    zone: str
    type: str
    area: str
    home_state: str
    officers: tuple[Officer, ...]
    supervisor: Officer


class ObservedHour(msgspec.Struct, frozen=True, kw_only=True):
    """How many minutes of a local hour somebody stood and counted; 0 with a remark where nobody did."""

    post: str
    at_utc: datetime
    start: datetime
    local_day: date
    hour: int
    officer: str
    minutes: int
    remark: str = ""


class CountedHour(msgspec.Struct, frozen=True, kw_only=True):
    """Movements of one direction, nationality group and transport in one local hour, keyed in at `at_utc`."""

    post: str
    at_utc: datetime
    start: datetime
    local_day: date
    hour: int
    direction: str
    officer: str
    cells: dict[AgeBandCount, int]
    nationality_group: str
    transport: str
    estimated: bool
    minutes_observed: int


class Birth(msgspec.Struct, frozen=True, kw_only=True):
    """A birth date as it was given, in the fields of the people room. An age holds for the day of registration."""

    kind: str = "unknown"  # date, age, unknown
    calendar: str = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    estimated: bool = False
    age: int | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document shown. Numbers begin with FIC, so that none is taken for a real one. `expiry` is ISO or empty."""

    type: str
    number: str
    issuer: str
    expiry: str
    condition: str


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One person of a group. At level 1 only sex, age band, nationality and relation were taken (names empty)."""

    ref: str
    given: str = ""
    family: str = ""
    native: str = ""
    script: str = ""
    sex: str
    age_band: str
    birth: Birth = Birth()
    nationality: str
    relation: str
    needs: tuple[str, ...] = ()
    document: Document | None = None
    no_document: bool = False


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided. Times are set where the decision needs them."""

    decision: str  # admit, admit_deferred, second_line, wait
    place: str = ""
    reason: str = ""
    deadline: datetime | None = None
    next_time: datetime | None = None


class ArrivingGroup(msgspec.Struct, frozen=True, kw_only=True):
    """People stand at a post. With `previous` they are the people of that earlier group, and known by its token.

    `kind` is how the scenario made them (for its tests), nothing to record. The decision falls
    `decision_delay_seconds` after `at_utc`, or is None where they still queue when the demonstration ends.
    """

    ref: str
    kind: str
    post: str
    at_utc: datetime
    officer: str
    direction: str
    level: int
    transport: str
    vehicle: str | None = None
    from_place: str
    to_place: str
    purpose: str
    language: str
    interpreter_needed: bool
    needs: tuple[str, ...]
    members: tuple[Member, ...]
    focal_name_given: bool
    decision: Decision | None
    decision_delay_seconds: int
    previous: str | None = None

    @property
    def size(self) -> int:
        """How many people."""
        return len(self.members)

    @property
    def has_child_alone(self) -> bool:
        """Children and no adult, or a child with nobody of its family."""
        bands = [member.age_band for member in self.members]
        children = [band in CHILD_BANDS for band in bands]
        apart = any(child and m.relation in APART for child, m in zip(children, self.members, strict=True))
        return all(children) or apart

    @property
    def composition(self) -> dict[str, int]:
        """Numbers by "sex/age band", as a group of level 1 is registered."""
        found: dict[str, int] = {}
        for member in self.members:
            found[f"{member.sex}/{member.age_band}"] = found.get(f"{member.sex}/{member.age_band}", 0) + 1
        return found


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """An officer asks a group apart, by the card. `pointed` has what each member pointed at, in their order."""

    ref: str
    group: ArrivingGroup
    post: str
    at_utc: datetime
    officer: str
    outcome: str  # asked, no_privacy, not_now, no_common_language
    pointed: tuple[tuple[str, ...], ...] = ()


class AskedElsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """At the end of a day, the groups of a post that were asked where they went on to."""

    ref: str
    post: str
    at_utc: datetime
    supervisor: str
    groups: tuple[str, ...]


class LaterDecision(msgspec.Struct, frozen=True, kw_only=True):
    """A further decision on a group that waited or was in second line."""

    ref: str
    post: str
    at_utc: datetime
    officer: str
    decision: Decision


class VerificationDone(msgspec.Struct, frozen=True, kw_only=True):
    """A deferred verification worked off."""

    ref: str
    post: str
    at_utc: datetime
    officer: str
    outcome: str


class VehicleArrival(msgspec.Struct, frozen=True, kw_only=True):
    """A vehicle with its driver, just before the groups that name it."""

    ref: str
    post: str
    at_utc: datetime
    officer: str
    kind: str
    plate: str
    driver_name: str
    seats: int
    aboard: int
    children_with_non_relatives: int
    destination: str


class ShiftChange(msgspec.Struct, frozen=True, kw_only=True):
    """A shift begins and, but for the first, takes over from the one before. The last stays open."""

    ref: str
    post: str
    at_utc: datetime
    supervisor: str
    officers: tuple[str, ...]
    lanes: int
    ends: str | None
    remarks: str


Event: TypeAlias = (
    ObservedHour
    | CountedHour
    | ArrivingGroup
    | LaterDecision
    | VerificationDone
    | VehicleArrival
    | ShiftChange
    | Asking
    | AskedElsewhere
)

CHILD_BANDS = frozenset({"0-4", "5-11", "12-17"})
APART = frozenset({"not_related", "ward", "unknown"})
