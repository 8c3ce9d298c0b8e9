"""Released tables: who may change the rules, and how one sees that a change protects less.

Anyone who works here may propose. A release needs the protection authority and a second person, neither of them the
one who proposed. What the change takes from people is computed, shown, and has to be said by each who signs.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import msgspec

from safeconduct.domains.screening.commands import ProposeTable, RefuseTable, SignTable
from safeconduct.domains.screening.facts import TableProposed, TableRefused, TableReleased, TableSigned
from safeconduct.domains.screening.rules.card import FRAME, PROTECTION, Item, Phrase
from safeconduct.domains.screening.rules.conditions import When, atoms, cases, fulfilled
from safeconduct.domains.screening.rules.derived import Combination, is_positive
from safeconduct.domains.screening.rules.instrument import Instrument, instrument_faults, read_instrument
from safeconduct.domains.screening.rules.needs import CategoryRow, Lowering, Row, lowered, table_faults
from safeconduct.domains.screening.rules.reading import rules_from
from safeconduct.domains.screening.rules.released import shipped
from safeconduct.domains.screening.rules.sheets import sheets_of
from safeconduct.foundation.access.roles import (
    ADMINISTRATOR,
    OVERSIGHT,
    POST_SUPERVISOR,
    PROTECTION_COORDINATOR,
    PROTECTION_OFFICER,
)
from safeconduct.foundation.codes import code_list, language
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused
from safeconduct.kernel.text import clean_text

REFUSALS = {
    "screening.no_such_table": "there is no table of this name",
    "screening.table_shape": "the table is shaped otherwise",
    "screening.table_faults": "rows of the table cannot stand",
    "screening.table_same": "nothing is different from what stands",
    "screening.table_moved": "another table was released meanwhile",
    "screening.no_such_proposal": "this node holds no such proposal",
    "screening.proposal_closed": "the proposal was released or refused",
    "screening.own_proposal": "nobody signs their own proposal",
    "screening.signed_already": "a second signature is of another person",
    "screening.authority_first": "the protection authority has not signed and this is not it",
    "screening.lowers_protection": "the change protects less, and the signature does not say so",
}

TABLES = ("needs", "specific_needs", "combinations", "indicators", "interview", "phrases", "card")
AUTHORITY = frozenset({PROTECTION_COORDINATOR, PROTECTION_OFFICER})
SIGNERS = AUTHORITY | {POST_SUPERVISOR, ADMINISTRATOR, OVERSIGHT}
MOST_FAULTS = 50

Tables = Mapping[str, Mapping[str, Any]]


class ProposalState(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal as it stands, and every table in force by name."""

    tables: dict[str, dict[str, Any]]
    exists: bool = False
    name: str = ""
    content: dict[str, Any] = {}
    base: int = 0
    proposed_by: str = ""
    is_open: bool = False
    signed: dict[str, bool] = {}  # who signed -> whether as the authority


def decide_propose_table(command: ProposeTable, state: ProposalState, here: Circumstances) -> list[About]:
    """Refused: no_such_table, table_shape, table_faults (faults), table_same, and kernel.text's codes."""
    if command.name not in TABLES:
        raise Refused("screening.no_such_table")
    standing = state.tables[command.name]
    content = {**command.content, "table": command.name, "version": standing["version"]}
    _check_faults(command.name, content, state.tables)
    if sheets_of(command.name, content) == sheets_of(command.name, standing):
        raise Refused("screening.table_same")
    why = clean_text(command.why, kind="note", field="why").stored
    fact = TableProposed(name=command.name, content=content, base=standing["version"], why=why)
    return [About(command.proposal, fact)]


def decide_sign_table(command: SignTable, state: ProposalState, here: Circumstances) -> list[About]:
    """The first or the second signature; with the second the table is in force.

    Refused: own_proposal, signed_already, authority_first, lowers_protection (number), and table_faults where
    another table changed meanwhile. Conflict: proposal_closed,
    table_moved. NotFound: no_such_proposal.
    """
    _check_open(state)
    if here.actor == state.proposed_by:
        raise Refused("screening.own_proposal")
    if here.actor in state.signed:
        raise Refused("screening.signed_already")
    if state.tables[state.name]["version"] != state.base:
        raise Conflict("screening.table_moved")
    is_authority = bool(here.roles & AUTHORITY)
    if state.signed and not is_authority and not any(state.signed.values()):
        raise Refused("screening.authority_first")
    _check_faults(state.name, state.content, state.tables)
    losses = lowered_by(state.name, state.content, state.tables)
    if losses and not command.lowers:
        raise Refused("screening.lowers_protection", number=len(losses))
    signed = TableSigned(is_authority=is_authority, lowers=tuple(msgspec.to_builtins(one) for one in losses))
    facts = [About(command.proposal, signed)]
    if state.signed:
        facts.append(About(command.proposal, TableReleased(version=state.base + 1)))
    return facts


def decide_refuse_table(command: RefuseTable, state: ProposalState, here: Circumstances) -> list[About]:
    """Either of those who may sign says no, or the proposer takes it back. NotAllowed: access.not_your_role."""
    _check_open(state)
    if here.actor != state.proposed_by and not here.roles & SIGNERS:
        raise NotAllowed("access.not_your_role", command="RefuseTable")
    why = clean_text(command.why, kind="note", field="why").stored
    return [About(command.proposal, TableRefused(why=why))]


def _check_faults(name: str, content: Mapping[str, Any], tables: Tables) -> None:
    faults = faults_of(name, content, tables)
    if faults:
        raise Refused("screening.table_faults", faults=faults[:MOST_FAULTS], number=len(faults))


def _check_open(state: ProposalState) -> None:
    if not state.exists:
        raise NotFound("screening.no_such_proposal")
    if not state.is_open:
        raise Conflict("screening.proposal_closed")


def faults_of(name: str, content: Mapping[str, Any], tables: Tables) -> list[tuple[str, str]]:
    """Why a table cannot stand beside the others: (row, code). Refused: screening.table_shape."""
    together = {**tables, name: content}
    try:
        return list(dict.fromkeys(_faults(name, content, together)))
    except (msgspec.ValidationError, KeyError, TypeError):
        raise Refused("screening.table_shape") from None


def _faults(name: str, content: Mapping[str, Any], tables: Tables) -> Iterator[tuple[str, str]]:
    if name == "phrases":
        for phrase in msgspec.convert(content["rows"], list[Phrase]):
            if "en" not in phrase.texts or not all(words.text.strip() for words in phrase.texts.values()):
                yield phrase.code, "phrase.text"
            for unknown in sorted(code for code in phrase.texts if language(code) is None):
                yield f"{phrase.code} {unknown}", "phrase.language"
        yield from _missing({one["code"] for one in content["rows"]}, _phrases_needed(tables))
        return
    if name == "card":
        yield from _twice([one.code for one in msgspec.convert(content["rows"], list[Item])])
        yield from _unknown(content["rows"], shipped("card")["rows"], "code", "card.picture")
        yield from _unknown(content["cues"], shipped("card")["cues"], "code", "card.cue")
        yield from _missing({one["code"] for one in tables["phrases"]["rows"]}, _phrases_needed(tables))
        return
    instrument, rules = read_instrument(tables["interview"]), rules_from({key: dict(tables[key]) for key in tables})
    yield from table_faults(rules.needs, services=frozenset(code_list("service_types")))
    yield from _twice([row.id for row in rules.categories])
    # What is found has words, in every language of the pages; a new kind of it comes with a new version.
    yield from _unknown(tables["needs"]["rows"], shipped("needs")["rows"], "gives", "row.gives")
    yield from _unknown(tables["specific_needs"]["rows"], shipped("specific_needs")["rows"], "gives", "row.gives")
    yield from instrument_faults(instrument)
    yield from _unanswerable(instrument, [*rules.needs, *rules.categories], tables)
    for strength in {strength for _dimension, strength in rules.strengths.values()} - {"strong", "medium", "weak"}:
        yield strength, "indicator.strength"


def _phrases_needed(tables: Tables) -> set[str]:
    return {one["code"] for one in tables["card"]["rows"]} | {*FRAME, "announcement"}


def _missing(held: set[str], needed: set[str]) -> Iterator[tuple[str, str]]:
    for code in sorted(needed - held):
        yield code, "phrase.missing"


def _unknown(rows: Any, known: Any, field: str, fault: str) -> Iterator[tuple[str, str]]:
    codes = {one[field] for one in known}
    for row in rows:
        if row[field] not in codes:
            yield row.get("id", row[field]), fault


def _twice(codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield code, "row.twice"
        seen.add(code)


def _unanswerable(
    instrument: Instrument, rows: Sequence[Row | CategoryRow], tables: Tables
) -> Iterator[tuple[str, str]]:
    """Rules that ask for what nobody can answer: they would never apply."""
    answers = {one.name: {choice.code for choice in instrument.choices(one)} for one in instrument.questions}
    answers["card"] = {one["code"] for one in tables["card"]["rows"]}
    answers["cues"] = {one["code"] for one in tables["card"]["cues"]}
    given = {"minor", "sex", "age_band", "disability"}
    given |= {f"dimension_{row['dimension']}" for row in tables["indicators"]["rows"]}
    for row in rows:
        for atom in atoms(row.when):
            if atom.ask not in given and not set(atom.values) <= answers.get(atom.ask, set()):
                yield row.id, "row.unanswerable"


def lowered_by(name: str, content: Mapping[str, Any], tables: Tables) -> list[Lowering]:
    """What a table takes from people, by the worst case of each: nothing is hidden in a long list of rows."""
    before = tables[name]
    if name == "needs":
        return lowered(_rows(before, Row), _rows(content, Row))
    return list(_LOWERED[name](before, content, tables))


def _rows(table: Mapping[str, Any], kind: Any) -> list[Any]:
    return list(msgspec.convert(table["rows"], list[kind]))


def _loss(what: str, before: str, after: str = "", **answers: tuple[str, ...]) -> Lowering:
    return Lowering(need=what, before=before, after=after, answers=dict(answers))


def _categories_lowered(before: Any, after: Any, tables: Tables) -> Iterator[Lowering]:
    old, new = _rows(before, CategoryRow), _rows(after, CategoryRow)
    as_needs = [
        [Row(id=row.id, gives=row.gives, service="", priority="immediate", when=row.when, source="") for row in rows]
        for rows in (old, new)
    ]
    for one in lowered(*as_needs):
        yield Lowering(need=one.need, before="category", after="", answers=one.answers)
    for category in sorted({row.gives for row in old if row.sensitive} & {row.gives for row in new}):
        if not any(row.sensitive for row in new if row.gives == category):
            yield _loss(category, "sensitive")


def _combinations_lowered(before: Any, after: Any, tables: Tables) -> Iterator[Lowering]:
    old, new = _rows(before, Combination), _rows(after, Combination)
    for strong, medium, weak in product(range(6), repeat=3):
        given = ["strong"] * strong + ["medium"] * medium + ["weak"] * weak
        if is_positive(given, old) and not is_positive(given, new):
            yield _loss("dimension", "positive", strong=(str(strong),), medium=(str(medium),), weak=(str(weak),))
            return


STRENGTHS = {"strong": 3, "medium": 2, "weak": 1}


def _indicators_lowered(before: Any, after: Any, tables: Tables) -> Iterator[Lowering]:
    now = {row["id"]: row for row in after["rows"]}
    for row in before["rows"]:
        held = now.get(row["id"])
        if held is None or held["dimension"] != row["dimension"]:
            yield _loss(row["id"], row["strength"])
        elif STRENGTHS.get(held["strength"], 0) < STRENGTHS[row["strength"]]:
            yield _loss(row["id"], row["strength"], held["strength"])


# What an interview always asks: whether it may be kept and passed on, and whether the child agrees.
ALWAYS_ASKED = ("consent_", "child_assent")
PREFER_NOT = "prefer_not"


def _interview_lowered(before: Any, after: Any, tables: Tables) -> Iterator[Lowering]:
    old, new = read_instrument(before), read_instrument(after)
    used = _used(tables)
    for question in old.questions:
        watched = used.get(question.name, set())
        if not watched and not question.name.startswith(ALWAYS_ASKED):
            continue
        now = next((one for one in new.questions if one.name == question.name), None)
        if now is None:
            yield _loss(question.name, "asked")
            continue
        held, kept = ({choice.code for choice in old.choices(question)}, {one.code for one in new.choices(now)})
        for code in sorted((watched | {PREFER_NOT}) & held - kept):
            yield _loss(question.name, code)
        case = _asked_less(_conditions(old, question.name), _conditions(new, now.name))
        if case is not None:
            yield Lowering(need=question.name, before="asked", after="", answers=case)


def _used(tables: Tables) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in (*_rows(tables["needs"], Row), *_rows(tables["specific_needs"], CategoryRow)):
        for atom in atoms(row.when):
            found.setdefault(atom.ask, set()).update(atom.values)
    return found


def _conditions(instrument: Instrument, name: str) -> list[When]:
    question = next(one for one in instrument.questions if one.name == name)
    section = next(one for one in instrument.sections if one.code == question.section)
    return [one for one in (section.relevant, question.relevant) if one is not None]


def _asked_less(before: list[When], after: list[When]) -> dict[str, tuple[str, ...]] | None:
    """Answers after which the question was put and is not any more; None where there are none."""
    every = cases([*before, *after])
    if every is None:
        return {} if before != after else None
    for answers in every:
        was, now = (all(fulfilled(one, answers) is not None for one in those) for those in (before, after))
        if was and not now:
            return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in answers.items()}
    return None


def _phrases_lowered(before: Any, after: Any, tables: Tables) -> Iterator[Lowering]:
    now = {row.code: row for row in _rows(after, Phrase)}
    for row in _rows(before, Phrase):
        if row.kind == PROTECTION and row.code in now and now[row.code].kind != PROTECTION:
            yield _loss(row.code, row.kind, now[row.code].kind)
        for code, words in row.texts.items():
            held = now[row.code].texts.get(code) if row.code in now else None
            if held is None:
                yield _loss(row.code, code)
            elif words.reviewed and held.reviewed and held.text != words.text:
                yield _loss(row.code, "reviewed", "changed", language=(code,))


def _card_lowered(before: Any, after: Any, tables: Tables) -> Iterator[Lowering]:
    now = {one.code: one for one in _rows(after, Item)}
    for item in _rows(before, Item):
        held = now.get(item.code)
        if held is None:
            yield _loss(item.code, item.kind)
        elif held.kind != item.kind:  # open, it is no secret any more; private, nobody here helps at once
            yield _loss(item.code, item.kind, held.kind)
        elif held.for_ != item.for_ and item.for_ == "everyone":
            yield _loss(item.code, item.for_, held.for_)
    for code in sorted({one["code"] for one in before["cues"]} - {one["code"] for one in after["cues"]}):
        yield _loss(code, "cue")


_LOWERED = {
    "specific_needs": _categories_lowered,
    "combinations": _combinations_lowered,
    "indicators": _indicators_lowered,
    "interview": _interview_lowered,
    "phrases": _phrases_lowered,
    "card": _card_lowered,
}
