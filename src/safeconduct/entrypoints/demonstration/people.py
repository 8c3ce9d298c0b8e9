"""One person of the demonstration: name, birth date in the calendar they would give, document, needs."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from safeconduct.entrypoints.demonstration.draws import Draws, Weighted
from safeconduct.entrypoints.demonstration.items import Birth, Document, Member
from safeconduct.entrypoints.demonstration.material import Country, Material, Name, weights
from safeconduct.science.calendars import CALENDARS

BANDS = ((4, "0-4"), (11, "5-11"), (17, "12-17"), (59, "18-59"), (200, "60+"))
PERSIAN_CALENDAR = frozenset({"AFG", "IRN"})
WITHOUT_EXPIRY = frozenset({"birth_certificate", "family_book"})
NUMBER_LENGTH: Mapping[str, int] = {"passport": 9, "identity_card": 9, "residence_permit": 9}
LONG_NUMBER = 11
REAL_NUMBERS = 10**8  # FIC and eight digits at most; a prime step visits each number once
NUMBER_STEP = 7_368_787


class People:
    """Makes persons; document numbers are never drawn twice."""

    def __init__(self, material: Material, draws: Draws) -> None:
        self._material, self._draws = material, draws
        mix = material.mix
        self._documents = {kind: weights(mix, "documents", kind) for kind in mix["documents"]}
        self._conditions = weights(mix, "conditions")
        self._births = {kind: weights(mix, "births", kind) for kind in mix["births"]}
        self._numbers = 0

    def family_name(self, country: Country) -> Name:
        """A family name of that part of the world."""
        return self._draws.one_of(self._material.names[country.names].family)

    def member(
        self, ref: str, *, sex: str, age: int, relation: str, family: Name, country: Country, day: date, papers: str
    ) -> Member:
        """A person as level 2 would register them. `papers` is the table of documents to draw from, or "none"."""
        names = self._material.names[country.names]
        given = self._draws.one_of(names.given[sex])
        document = self._document(country, papers, day)
        return Member(
            ref=ref,
            given=given.latin,
            family=family.latin,
            native=f"{given.native} {family.native}".strip() if given.native and family.native else "",
            script=names.script,
            sex=sex,
            age_band=age_band(age),
            birth=self._birth(country, age, day),
            nationality=country.code,
            relation=relation,
            needs=self._needs(age),
            document=document,
            no_document=document is None,
        )

    def _birth(self, country: Country, age: int, day: date) -> Birth:
        kind = "persian" if country.code in PERSIAN_CALENDAR else country.names
        precision = self._draws.pick(self._births.get(kind, self._births["other"]))
        born = day - timedelta(days=int(age * 365.25) + self._draws.between(1, 360))
        if precision == "unknown":
            return Birth()
        if precision == "age":
            return Birth(kind="age", age=age, estimated=self._draws.chance(0.5))
        if precision in ("hijri", "persian"):
            year, month, of_month = CALENDARS[precision].from_gregorian(born)
            return Birth(kind="date", calendar=precision, year=year, month=month, day=of_month)
        parts = {"year": (None, None), "month": (born.month, None), "day": (born.month, born.day)}
        month_given, day_given = parts[precision]
        return Birth(kind="date", year=born.year, month=month_given, day=day_given)

    def _document(self, country: Country, papers: str, day: date) -> Document | None:
        shown = "none" if papers == "none" else self._draws.pick(self._documents[papers])
        if shown == "none":
            return None
        self._numbers += 1
        digits = NUMBER_LENGTH.get(shown, LONG_NUMBER) - 3
        number = self._numbers * NUMBER_STEP % REAL_NUMBERS % 10**digits
        expiry = day + timedelta(days=self._draws.between(-500, 3200))
        condition = self._draws.pick(self._conditions)
        return Document(
            type=shown,
            number="" if condition == "lost" else f"FIC{number:0{digits}d}",
            issuer=self._material.neighbour if country.code.startswith("XX") else country.code,
            expiry="" if shown in WITHOUT_EXPIRY or condition == "lost" else expiry.isoformat(),
            condition=condition,
        )

    def _needs(self, age: int) -> tuple[str, ...]:
        """Functional needs; the old need more, child care is asked for the small."""
        factor = 5.0 if age >= 60 else 1.0
        shares: Mapping[str, Any] = self._material.mix["needs"]
        found = [
            need
            for need, share in shares.items()
            if self._draws.chance(min(1.0, share * factor)) and (need != "child_care" or age < 12)
        ]
        return tuple(found)


def age_band(age: int) -> str:
    """The register's band of an age."""
    return next(band for oldest, band in BANDS if age <= oldest)


AGES: Mapping[str, Weighted[int]] = {
    "child": Weighted(dict.fromkeys(range(18), 1.0)),
    "teenager": Weighted({12: 1, 13: 1, 14: 2, 15: 3, 16: 4, 17: 4}),
    "student": Weighted(dict.fromkeys(range(18, 30), 1.0)),
    "parent": Weighted(dict.fromkeys(range(23, 47), 1.0)),
    "adult": Weighted(dict.fromkeys(range(18, 60), 1.0)),
    "old": Weighted(dict.fromkeys(range(60, 89), 1.0)),
}
