"""A day at the bridge, lived through commands with a clock moved by hand: counts, families, a queue. All fictional."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

NOW = datetime(2026, 3, 4, 12, 32, tzinfo=UTC)  # 14:32 at the bridge
DAWN = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)
GROUPS, WAITING = 171, 40
ENTRIES_BY_HOUR = (62, 48, 60, 96, 151, 190, 228, 301, 372, 262)  # from 05:00 local
NEEDS = (("wheelchair",), ("interpreter",), ("step_free",), ("child_care",), ("doctor_now",))
ORIGINS = ("Orlenta", "Kirsova", "Velna", "Tarev", "Dolna")
COUNTRIES = (("SYR", "arabic", "ar"), ("IRQ", "arabic", "ar"), ("UKR", "cyrillic", "ru"), ("MDA", "cyrillic", "ro"))


@dataclass
class Day:
    """The events of the day; each is done at its moment, in the order of the clock."""

    clock: Any
    post: str
    chance: random.Random = field(default_factory=lambda: random.Random(1951))
    events: list[tuple[datetime, int, Any]] = field(default_factory=list)

    def at(self, moment: datetime, doing: Any) -> None:
        self.events.append((moment, len(self.events), doing))

    def happen(self) -> None:
        for moment, _, doing in sorted(self.events, key=lambda event: event[:2]):
            self.clock.move_to(moment)
            doing()

    def submit(self, who: str, *commands: Any) -> None:
        from safeconduct.foundation.dispatch import submit
        from safeconduct.kernel.acts import Act
        from safeconduct.kernel.ids import derived_id, new_id

        submit(Act(id=new_id(), actor=derived_id("user", who), purpose="border_control", place=self.post), *commands)


def live(folder: Path) -> None:
    """Live the day on the node in this folder."""
    from safeconduct.foundation.access import preferences
    from safeconduct.kernel.clock import SimulatedClock
    from safeconduct.kernel.ids import derived_id
    from tests.walks.furnish import BRIDGE, opened, set_up

    clock = SimulatedClock(DAWN - timedelta(hours=1))
    node = opened(folder, clock)
    set_up()
    preferences.set_area("Northern province", activation_state="response", order_lapses=date(2026, 3, 12),
                         order_text="Admission order 14 · any document or none")  # fmt: skip
    load_places()
    day = Day(clock, derived_id(*BRIDGE))
    for part in (_shift, _headcount, _groups, _vehicles, _haddad):
        part(day)
    day.happen()
    node.close()


def load_places() -> None:
    """The gazetteer of the fictional country, as the administrator would load it."""
    from safeconduct.entrypoints.demonstration.material import gazetteer
    from safeconduct.foundation.places import gazetteers
    from safeconduct.kernel.ids import derived_id

    by = derived_id("user", "adam")
    tried = gazetteers.try_out(gazetteer(), version="2026-01-15", source="OCHA COD-AB (fictional)", by=by)
    gazetteers.take_up(one.id for one in tried)


def _shift(day: Day) -> None:
    from safeconduct.domains.crossings.commands import OpenShift
    from safeconduct.kernel.ids import derived_id

    officers = (derived_id("user", "bilal"), derived_id("user", "zainab"))
    shift = OpenShift(shift=derived_id("shift", "day"), post=day.post, officers=officers, lanes=3)
    day.at(DAWN + timedelta(minutes=5), lambda: day.submit("samira", shift))


def _headcount(day: Day) -> None:
    from safeconduct.domains.crossings.commands import CountMovements, ObserveHour

    shares = {("F", "0-4"): 9, ("F", "5-11"): 11, ("F", "12-17"): 9, ("F", "18-59"): 33, ("F", "60+"): 6,
              ("M", "0-4"): 9, ("M", "5-11"): 11, ("M", "12-17"): 8, ("M", "18-59"): 12, ("M", "60+"): 4}  # fmt: skip
    for number, entries in enumerate(ENTRIES_BY_HOUR):
        hour = DAWN + timedelta(hours=number)
        commands = [
            CountMovements(post=day.post, hour=hour, direction=direction, sex=sex, age_band=band, transport="foot",
                           nationality_group="neighbour", number=max(1, round(total * share / 112)))
            for direction, total in (("entry", entries), ("exit", entries // 9))
            for (sex, band), share in shares.items()
        ]  # fmt: skip
        observed = ObserveHour(post=day.post, hour=hour, minutes=45 if number == 3 else 60)
        counted_at = min(hour + timedelta(minutes=59), NOW - timedelta(minutes=2))
        day.at(counted_at, lambda commands=commands: day.submit("zainab", *commands))
        if number < len(ENTRIES_BY_HOUR) - 1:
            day.at(counted_at, lambda observed=observed: day.submit("zainab", observed))


def _groups(day: Day) -> None:
    span = NOW - DAWN - timedelta(minutes=30)
    for number in range(GROUPS):
        waits = number >= GROUPS - WAITING
        back = timedelta(minutes=4 + 110 * ((GROUPS - 1 - number) / WAITING) ** 1.6)
        arrived = NOW - back if waits else DAWN + span * (number / GROUPS) ** 0.8 * 0.75
        _group(day, number, arrived, waits)


def _group(day: Day, number: int, arrived: datetime, waits: bool) -> None:
    from safeconduct.domains.crossings.commands import RecordCrossing
    from safeconduct.domains.people.commands import RegisterGroup
    from safeconduct.kernel.ids import derived_id

    chance = day.chance
    code, names, language = chance.choice(COUNTRIES)
    size = chance.choice((1, 1, 2, 2, 3, 3, 4, 5, 6))
    needs = chance.choice(NEEDS) if chance.random() < 0.22 else ()
    if not waits and "doctor_now" in needs:
        needs = ()
    group, crossing = derived_id("lively group", str(number)), derived_id("lively crossing", str(number))
    people = _members(day, group, number, size if number % 3 == 0 else 1, code, names)
    day.at(arrived, lambda: day.submit(
        "bilal" if number % 2 else "zainab",
        *people,
        RegisterGroup(group=group, level=2 if number % 3 == 0 else 1, size=size, nationality=code, language=language,
                      origin=ORIGINS[number % 5], destination="Kadar", transport="foot", needs=needs,
                      focal_person=people[0].person),
        RecordCrossing(crossing=crossing, post=day.post, direction="entry" if number % 11 else "exit", level=1,
                       group=group, persons=tuple(one.person for one in people), number=size, transport="foot",
                       needs=needs, language=language),
    ))  # fmt: skip
    _what_follows(day, number, crossing, arrived, waits and "doctor_now" not in needs, waits)


def _what_follows(day: Day, number: int, crossing: str, arrived: datetime, may_wait: bool, waits: bool) -> None:
    """Most who came early are admitted; of those who wait, some have a time, some see the doctor, three are called."""
    from safeconduct.domains.crossings.commands import CallNumber, Decide, ReachStep

    def do(moment: datetime, who: str, command: Any) -> None:
        day.at(moment, lambda: day.submit(who, command))

    soon = arrived + timedelta(minutes=day.chance.randint(8, 26))
    told = min(soon, NOW - timedelta(minutes=1))
    counters = {131: "2", 132: "1", 134: "3"}
    if not waits:
        later = {"decision": "admit_deferred", "place": "district office", "deadline": NOW + timedelta(days=2)}
        do(soon, "bilal", Decide(crossing=crossing, **(later if number % 20 == 7 else {"decision": "admit"})))
    elif number % 6 == 1:
        until = told + timedelta(minutes=day.chance.randint(20, 75))
        asked = {"decision": "wait", "place": "hall", "reason": "interpreter_awaited", "next_time": until}
        if may_wait:
            do(told, "zainab", Decide(crossing=crossing, **asked))
    elif number % 9 == 2:
        do(NOW - timedelta(minutes=2), "zainab", ReachStep(crossing=crossing, step="medical"))
    elif number in counters:
        do(NOW - timedelta(seconds=150 - number), "zainab", CallNumber(crossing=crossing, counter=counters[number]))


def _members(day: Day, group: str, number: int, how_many: int, code: str, names: str) -> list[Any]:
    from safeconduct.domains.people.commands import BirthDateGiven, DocumentGiven, RegisterPerson
    from safeconduct.entrypoints.demonstration.material import read_material
    from safeconduct.kernel.ids import derived_id

    chance, words = day.chance, read_material().names[names]
    family = chance.choice(words.family)
    members = []
    for place in range(how_many):
        sex = chance.choice("FM") if place else chance.choice("FFM")
        given = chance.choice(words.given[sex])
        age = chance.randint(24, 70) if place == 0 else chance.randint(1, 17)
        person = derived_id("lively person", str(number), str(place))
        passport = DocumentGiven(id=derived_id("lively document", person), type="passport", issuer=code,
                                 number=f"FIC{number:04d}{place:02d}", read_by="mrz")  # fmt: skip
        relation = "focal_point" if place == 0 else "daughter" if sex == "F" else "son"
        members.append(RegisterPerson(
            person=person, level=2, group=group, relation=relation, given_names=given.latin, family_name=family.latin,
            name_native=f"{given.native} {family.native}" if given.native and family.native else "", sex=sex,
            birth=BirthDateGiven(kind="age", age=age, as_of="2026-03-04", original=f"~{age}", estimated=True),
            nationality=code, documents=(passport,) if chance.random() < 0.6 else (),
        ))  # fmt: skip
    return members


def _vehicles(day: Day) -> None:
    from safeconduct.domains.crossings.commands import RecordVehicle
    from safeconduct.kernel.ids import derived_id

    rows = (
        ("bus", "KDR 4471", "Petru Rusu", 50, 44, 0, "Kadar"),
        ("bus", "OR 118 V", "Ilie Moraru", 18, 17, 2, "Velna"),
        ("car", "TV 90-21", "", 5, 4, 1, "Kadar"),
        ("bus", "KDR 2210", "Vasile Lungu", 50, 51, 0, "Orlenta"),
    )
    for number, (kind, plate, driver, seats, aboard, children, to) in enumerate(rows):
        vehicle = RecordVehicle(vehicle=derived_id("lively vehicle", plate), post=day.post, kind=kind, plate=plate,
                                driver_name=driver, seats=seats, aboard=aboard, children_with_non_relatives=children,
                                destination=to)  # fmt: skip
        day.at(NOW - timedelta(minutes=12 * number + 9), lambda vehicle=vehicle: day.submit("zainab", vehicle))


HADDAD = ("lively group", "haddad")
FAMILY = (
    # given, family, native, sex, birth, nationality, relation, document
    ("Amina", "Haddad", "أمينة حداد", "F", {"kind": "date", "year": 1991, "month": 9, "day": 2}, "SYR", "focal_point",
     {"type": "passport", "number": "N01284413", "issuer": "SYR", "read_by": "mrz"}),
    ("Yusuf", "Haddad", "يوسف حداد", "M", {"kind": "date", "year": 2016, "month": 5, "day": 14}, "SYR", "son",
     {"type": "passport", "number": "N01228413", "issuer": "SYR", "read_by": "mrz", "repaired": True,
      "condition": "copy"}),
    ("Layla", "Haddad", "", "F", {"kind": "age", "age": 6, "as_of": "2026-03-04", "estimated": True}, "SYR", "daughter",
     None),
    ("Khadija", "Mansour", "خديجة منصور", "F", {"kind": "date", "year": 1954}, "SYR", "mother",
     {"type": "identity_card", "number": "0200441187", "issuer": "SYR"}),
    ("Sami", "", "سامي", "M", {"kind": "age", "age": 13, "as_of": "2026-03-04", "estimated": True}, "", "not_related",
     None),
)  # fmt: skip


def _haddad(day: Day) -> None:
    """The family of the sketches: a boy who came with somebody else travels on with them, flagged."""
    from safeconduct.domains.crossings.commands import RecordCrossing
    from safeconduct.domains.people.commands import (
        BirthDateGiven,
        DocumentGiven,
        MovePerson,
        RegisterGroup,
        RegisterPerson,
    )
    from safeconduct.kernel.ids import derived_id

    group, other = derived_id(*HADDAD), derived_id("lively group", "sami")
    ids = [derived_id("lively person", "haddad", row[0]) for row in FAMILY]
    people = []
    for person, (given, family, native, sex, birth, nationality, relation, document) in zip(ids, FAMILY, strict=True):
        shown = (DocumentGiven(id=derived_id("lively document", person), **document),) if document else ()
        people.append(RegisterPerson(
            person=person, level=2, group=other if given == "Sami" else group, relation=relation, given_names=given,
            family_name=family, name_native=native, sex=sex, birth=BirthDateGiven(**birth), nationality=nationality,
            documents=shown, language="ar", interpreter_needed=given == "Amina",
        ))  # fmt: skip
    neighbour = RegisterPerson(person=derived_id("lively person", "omar"), level=2, group=other, given_names="Omar",
                               family_name="Nasser", sex="M", relation="focal_point")  # fmt: skip
    arrived = NOW - timedelta(minutes=13)
    day.at(arrived + timedelta(minutes=1), lambda: day.submit(
        "bilal", neighbour, people[-1], RegisterGroup(group=other, level=2, size=2, focal_person=neighbour.person),
    ))  # fmt: skip
    day.at(arrived, lambda: day.submit(
        "bilal",
        *people[:-1],
        RegisterGroup(group=group, level=2, size=5, nationality="SYR", language="ar", origin="Orlenta",
                      destination="Kadar", transport="foot", needs=("step_free",), focal_person=ids[0]),
        RecordCrossing(crossing=derived_id("lively crossing", "haddad"), post=day.post, direction="entry", level=2,
                       group=group, persons=tuple(ids[:-1]), number=5, transport="foot", needs=("step_free",),
                       language="ar"),
    ))  # fmt: skip
    day.at(arrived + timedelta(minutes=3), lambda: day.submit(
        "bilal",
        MovePerson(person=ids[-1], from_group=other, to_group=group, relation="not_related", reason="family_divides"),
    ))  # fmt: skip
