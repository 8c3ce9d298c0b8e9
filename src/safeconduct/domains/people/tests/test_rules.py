"""What is accepted and refused for people and groups; tables first, no database."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from safeconduct.domains.people import facts as said
from safeconduct.domains.people import rules
from safeconduct.domains.people.commands import (
    AddDocument,
    BirthDateGiven,
    CorrectGroup,
    CorrectPerson,
    DocumentGiven,
    ErasePerson,
    RegisterGroup,
    RegisterPerson,
    RestorePerson,
    TakePhoto,
    VoidPerson,
    WithdrawDocument,
)
from safeconduct.domains.people.rules.states import (
    Erasing,
    Photographed,
    Registering,
    Subject,
    Voiding,
)
from safeconduct.domains.people.tests.casting import GROUP, NOON, PERSON, here
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotFound, Problem, Refused
from safeconduct.science.calendars import BirthDate

KNOWN = Subject(is_known=True, values={"level": 1, "given_names": "Amina", "size": 3, "composition": {"F/0-4": 2}})
JPEG = b"\xff\xd8\xff\xe0 a face \xff\xd9"


def register(**what: Any) -> said.PersonRegistered:
    """The fact of a registration; level 2 unless said otherwise."""
    state = what.pop("state", Registering())
    (about,) = rules.decide_register_person(RegisterPerson(**{"person": PERSON, "level": 2, **what}), state, here())
    assert isinstance(about.fact, said.PersonRegistered)
    return about.fact


def register_group(**what: Any) -> said.GroupRegistered:
    """The fact of a group's registration; level 1, five people."""
    state = what.pop("state", Registering())
    command = RegisterGroup(**{"group": GROUP, "level": 1, "size": 5, **what})
    (about,) = rules.decide_register_group(command, state, here())
    assert isinstance(about.fact, said.GroupRegistered)
    return about.fact


def correct(
    changes: dict[str, Any], *, state: Subject = KNOWN, reason: str = "passport", level: int | None = None
) -> list[Any]:
    """The facts of a correction."""
    command = CorrectPerson(person=PERSON, changes=changes, reason=reason, level=level)
    return [about.fact for about in rules.decide_correct_person(command, state, here())]


def paper(**what: Any) -> DocumentGiven:
    return DocumentGiven(**{"id": new_id(), "type": "passport", "number": "AB 123", **what})


def code_of(problem: pytest.ExceptionInfo[Problem]) -> str:
    assert (
        problem.value.code.split(".")[0] in ("text",)
        or problem.value.code in rules.REFUSALS
        or problem.value.code.startswith("birth_date_")
    )
    return problem.value.code


def test_nobody_is_blocked_for_want_of_an_answer() -> None:
    fact = register()
    assert (fact.level, fact.given_names, fact.birth, fact.minor) == (2, said.UNSET, said.UNSET, said.UNSET)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"person": "short"}, "people.malformed_id"),
        ({"group": "short"}, "people.malformed_id"),
        ({"level": 0}, "people.level_out_of_range"),
        ({"level": 4}, "people.level_out_of_range"),
        ({"sex": "female"}, "people.unknown_code"),
        ({"relation": "boss"}, "people.unknown_code"),
        ({"purpose": "because they are persecuted"}, "people.unknown_code"),
        ({"needs": ("pregnant",)}, "people.unknown_code"),
        ({"nationality": "QQQ1"}, "people.unknown_nationality"),
        ({"nationality": "UTO"}, "people.unknown_nationality"),
        ({"language": "tlhx"}, "people.unknown_language"),
        ({"given_names": "A" * 301}, "text.too_long"),
        ({"given_names": "Amina \U0001f600"}, "text.emoji"),
        ({"family_name": "Has\u202esan"}, "text.direction"),
        ({"name_native": "a\x07b"}, "text.control"),
        ({"birth": BirthDateGiven(kind="age")}, "people.birth_incomplete"),
        ({"birth": BirthDateGiven(kind="date", month=5)}, "people.birth_incomplete"),
        ({"birth": BirthDateGiven(kind="date", year=1990, calendar="mayan")}, "people.unknown_code"),
        ({"birth": BirthDateGiven(kind="date", year=1990, month=2, day=30)}, "birth_date_impossible"),
        ({"birth": BirthDateGiven(kind="date", year=2027)}, "birth_date_future"),
        ({"birth": BirthDateGiven(kind="age", age=121)}, "birth_date_age_over_120"),
        ({"birth": BirthDateGiven(kind="age", age=-1)}, "birth_date_future"),
        ({"birth": BirthDateGiven(kind="age", age=5, as_of="2026-03-05")}, "birth_date_future"),
        ({"documents": (paper(type="spaceship"),)}, "people.unknown_code"),
        ({"documents": (paper(condition="torn"),)}, "people.unknown_code"),
        ({"documents": (paper(expiry="2031-02-30"),)}, "people.expiry_unreadable"),
        ({"documents": (paper(expiry="soon"),)}, "people.expiry_unreadable"),
        ({"documents": (paper(id="1"),)}, "people.malformed_id"),
        ({"documents": (paper(id="1" * 32), paper(id="1" * 32))}, "people.document_twice"),
        ({"documents": tuple(paper() for _ in range(11))}, "people.too_many_documents"),
        ({"group": GROUP, "state": Registering(members=60)}, "people.group_too_large"),
        ({"group": GROUP, "state": Registering(group_voided=True)}, "people.group_voided"),
        ({"state": Registering(is_known=True)}, "people.already_registered"),
    ],
)  # fmt: skip
def test_what_cannot_be_registered_is_refused_by_code(what: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as problem:
        register(**what)
    assert code_of(problem) == code


@pytest.mark.parametrize(
    ("birth", "age_band", "minor"),
    [
        (BirthDateGiven(kind="age", age=0), "0-4", "yes"),
        (BirthDateGiven(kind="age", age=120), "60+", "no"),
        (BirthDateGiven(kind="age", age=8, age_unit="m"), "0-4", "yes"),
        (BirthDateGiven(kind="date", year=2008, month=3, day=4), "18-59", "no"),
        (BirthDateGiven(kind="date", year=2008, month=3, day=5), "12-17", "yes"),
        (BirthDateGiven(kind="date", year=2008), "12-17", "maybe"),
        (BirthDateGiven(kind="age", age=19, estimated=True), "18-59", "maybe"),
        (BirthDateGiven(kind="date", calendar="hijri", year=1443), "0-4", "yes"),
        (BirthDateGiven(kind="unknown", original="does not know"), "unknown", "maybe"),
    ],
)
def test_band_and_childhood_follow_from_what_was_said(birth: BirthDateGiven, age_band: str, minor: str) -> None:
    fact = register(birth=birth)
    assert (fact.age_band, fact.minor) == (age_band, minor)


def test_a_machine_that_believes_it_is_1970_still_registers_a_child() -> None:
    then = here(now=datetime(1970, 1, 1, tzinfo=NOON.tzinfo))
    command = RegisterPerson(person=PERSON, level=2, birth=BirthDateGiven(kind="date", year=2019))
    (about,) = rules.decide_register_person(command, Registering(), then)
    assert about.fact.minor == "yes"  # type: ignore[attr-defined]


def test_the_specimen_state_is_for_training_only() -> None:
    assert register(nationality="UTO", state=Registering(training=True)).nationality == "UTO"


def test_a_code_the_state_assigned_itself_is_a_nationality() -> None:
    assert register(nationality="xkd").nationality == "XKD"


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ("UA46", "UA46", said.UNSET),
        ("SYR", "SYR", said.UNSET),
        ("Aleppo, old town", said.UNSET, "Aleppo, old town"),
        ("ALEPPO", said.UNSET, "ALEPPO"),
    ],
)
def test_a_place_in_words_is_named_and_a_code_is_not(given: str, code: Any, words: Any) -> None:
    fact = register(origin=given)
    assert (fact.origin, fact.origin_text) == (code, words)


def test_what_was_typed_is_kept_where_it_is_stored_otherwise() -> None:
    fact = register(given_names="  Ame\u0301lie   Rose ", family_name="Hassan")
    assert fact.given_names == "Am\u00e9lie Rose"
    assert fact.originals == {"given_names": "Ame\u0301lie   Rose"}


def test_joiners_stay_in_names() -> None:
    assert register(name_native="می\u200cخواهم").name_native == "می\u200cخواهم"


def test_numbers_are_named_and_kinds_are_not() -> None:
    fact = register(documents=(paper(id="1" * 32, expiry="2031-05", issuer="SYR"),))
    assert fact.documents == (said.DocumentCodes(id="1" * 32, type="passport"),)
    assert fact.document_details["1" * 32] == said.DocumentDetails(number="AB 123", issuer="SYR", expiry="2031-05")
    assert "document_details" in said.PersonRegistered.NAMED


def test_only_codes_are_outside_the_named_body() -> None:
    words = {
        "names",
        "name",
        "text",
        "contact",
        "reason",
        "note",
        "explanation",
        "purpose",
        "birth",
        "serial",
        "number",
        "jpeg",
        "details",
    }
    for kind in said.FACTS:
        for field in kind.__struct_fields__:
            if any(part in words for part in field.split("_")) and field not in ("no_document",):
                in_codes = field == "reason" and kind in (said.PersonMoved, said.PersonErased)
                assert field in kind.NAMED or in_codes, f"{kind.__name__}.{field}"


@pytest.mark.parametrize("word", ["religion", "ethnicity", "politics", "tribe", "cause", "category"])
def test_there_is_no_field_for_what_must_not_be_asked(word: str) -> None:
    assert not [field for kind in said.FACTS for field in kind.__struct_fields__ if word in field]


# Correcting


def test_a_correction_holds_only_what_differs() -> None:
    (fact,) = correct({"given_names": "Amina", "family_name": "Hassan"})
    assert (fact.given_names, fact.family_name, fact.reason) == (said.UNSET, "Hassan", "passport")


def test_a_contested_value_is_settled_by_saying_it_again() -> None:
    contested = Subject(is_known=True, values={"given_names": "Amina"}, contested=frozenset({"given_names"}))
    (fact,) = correct({"given_names": "Amina"}, state=contested)
    assert fact.given_names == "Amina"


def test_a_birth_date_given_as_plain_data_is_read() -> None:
    (fact,) = correct({"birth": {"kind": "date", "year": 1990}})
    assert (fact.birth, fact.age_band, fact.minor) == (BirthDate(year=1990), "18-59", "no")


def test_a_level_rises_and_never_falls() -> None:
    assert correct({}, level=3)[0].level == 3
    with pytest.raises(Refused, match=r"people\.nothing_changed"):
        correct({}, level=1)


def test_needs_are_added_and_withdrawn_by_their_own_ids() -> None:
    state = Subject(is_known=True, needs={"b:1:wheelchair": "wheelchair", "r:4:wheelchair": "wheelchair"})
    (fact,) = correct({"needs": ["doctor_now"]}, state=state)
    assert fact == said.NeedsChanged(added=("doctor_now",), withdrawn=("b:1:wheelchair", "r:4:wheelchair"))


@pytest.mark.parametrize(
    ("changes", "more", "code"),
    [
        ({}, {}, "people.nothing_changed"),
        ({"given_names": "Amina"}, {}, "people.nothing_changed"),
        ({"given_names": "Emina"}, {"reason": "  "}, "people.reason_missing"),
        ({"given_names": 7}, {}, "people.value_unusable"),
        ({"birth": "1990"}, {}, "people.value_unusable"),
        ({"needs": "doctor_now"}, {}, "people.value_unusable"),
        ({"interpreter_needed": "yes"}, {}, "people.value_unusable"),
        ({"group": GROUP}, {}, "people.not_correctable"),
        ({"documents": []}, {}, "people.not_correctable"),
        ({"minor": "no"}, {}, "people.not_correctable"),
        ({"given_names": "Emina"}, {"state": Subject(is_known=False)}, "people.unknown_person"),
        ({"given_names": "Emina"}, {"state": Subject(is_known=True, erased=True)}, "people.erased"),
        ({"given_names": "Emina"}, {"state": Subject(is_known=True, voided=True)}, "people.voided"),
    ],
)
def test_corrections_that_are_refused(changes: dict[str, Any], more: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as problem:
        correct(changes, **more)
    assert code_of(problem) == code


# Groups


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"size": 0}, "people.group_too_small"),
        ({"size": 61}, "people.group_too_large"),
        ({"composition": {"F/0-4": 3, "M/18-59": 3}}, "people.composition_over_size"),
        ({"composition": {"F/baby": 1}}, "people.composition_unreadable"),
        ({"composition": {"girl/0-4": 1}}, "people.composition_unreadable"),
        ({"composition": {"F/0-4": -1}}, "people.composition_unreadable"),
        ({"composition": {"F/0-4": True}}, "people.composition_unreadable"),
        ({"transport": "broom"}, "people.unknown_code"),
        ({"focal_person": "me"}, "people.malformed_id"),
        ({"needs": ("danger",)}, "people.unknown_code"),
        ({"note": "\u202eturned"}, "text.direction"),
        ({"state": Registering(is_known=True)}, "people.already_registered"),
        ({"form_serial": "F-B-000172-V", "state": Registering(keyed_from_form=GROUP)}, "people.form_already_keyed"),
    ],
)
def test_groups_that_are_refused(what: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as problem:
        register_group(**what)
    assert code_of(problem) == code


@pytest.mark.parametrize("size", [1, 60])
def test_groups_of_one_and_of_sixty_are_registered(size: int) -> None:
    assert register_group(size=size).size == size


def test_a_note_keeps_its_pictures_and_lines() -> None:
    assert register_group(note="two dogs \U0001f415\nand a cat").note == "two dogs \U0001f415\nand a cat"


def test_a_corrected_size_must_hold_the_composition() -> None:
    command = CorrectGroup(group=GROUP, changes={"size": 1}, reason="one left")
    with pytest.raises(Refused, match=r"people\.composition_over_size"):
        rules.decide_correct_group(command, KNOWN, here())


# Documents and photos


def test_a_document_is_added_once_and_withdrawn_once() -> None:
    document = paper()
    (added,) = rules.decide_add_document(AddDocument(person=PERSON, document=document), KNOWN, here())
    assert added.fact.document.id == document.id  # type: ignore[attr-defined]
    state = Subject(is_known=True, all_documents=frozenset({document.id}))
    with pytest.raises(Conflict, match=r"people\.document_twice"):
        rules.decide_add_document(AddDocument(person=PERSON, document=document), state, here())
    with pytest.raises(NotFound, match=r"people\.unknown_document"):
        rules.decide_withdraw_document(WithdrawDocument(person=PERSON, document=document.id, reason="x"), state, here())


def test_an_eleventh_document_is_refused() -> None:
    state = Subject(is_known=True, documents=frozenset(map(str, range(10))))
    with pytest.raises(Refused, match=r"people\.too_many_documents"):
        rules.decide_add_document(AddDocument(person=PERSON, document=paper()), state, here())


def test_a_photo_is_a_subject_of_its_own() -> None:
    photo = new_id()
    taken, kept = rules.decide_take_photo(TakePhoto(person=PERSON, jpeg=JPEG), Photographed(KNOWN, photo), here())
    assert (taken.subject, taken.fact) == (photo, said.PhotoTaken(person=PERSON, jpeg=JPEG))
    assert (kept.subject, kept.fact.photo) == (PERSON, photo)  # type: ignore[attr-defined]


def test_refusing_a_photo_is_one_fact_without_more() -> None:
    (about,) = rules.decide_take_photo(TakePhoto(person=PERSON, refused=True), Photographed(KNOWN, new_id()), here())
    assert about.fact == said.PhotoRefused()


@pytest.mark.parametrize(
    ("jpeg", "refused", "code"),
    [
        (b"", False, "people.photo_empty"),
        (JPEG, True, "people.photo_empty"),
        (b"GIF89a", False, "people.photo_not_jpeg"),
        (JPEG[:-2], False, "people.photo_not_jpeg"),
        (JPEG + b"0" * 300_000, False, "people.photo_too_large"),
    ],
)
def test_photos_that_are_refused(jpeg: bytes, refused: bool, code: str) -> None:
    with pytest.raises(Refused) as problem:
        rules.decide_take_photo(TakePhoto(person=PERSON, jpeg=jpeg, refused=refused), Photographed(KNOWN, ""), here())
    assert code_of(problem) == code


# Voiding, restoring, erasing


def test_voiding_needs_a_reason_and_happens_once() -> None:
    with pytest.raises(Refused, match=r"people\.reason_missing"):
        rules.decide_void_person(VoidPerson(person=PERSON, reason=""), KNOWN, here())
    with pytest.raises(Conflict, match=r"people\.already_voided"):
        rules.decide_void_person(VoidPerson(person=PERSON, reason="x"), Subject(is_known=True, voided=True), here())


@pytest.mark.parametrize(
    ("by", "seconds", "code"),
    [("bilal", 60, ""), ("bilal", 61, "people.undo_too_late"), ("zainab", 5, "people.undo_not_yours")],
)
def test_voiding_is_undone_by_the_same_officer_within_a_minute(by: str, seconds: int, code: str) -> None:
    voided = Subject(is_known=True, voided=True, voidings=(Voiding("bridge:7", by, NOON - timedelta(seconds=seconds)),))
    if not code:
        (about,) = rules.decide_restore_person(RestorePerson(person=PERSON), voided, here())
        assert about.fact == said.PersonRestored(voids=("bridge:7",))
        return
    with pytest.raises(Refused) as problem:
        rules.decide_restore_person(RestorePerson(person=PERSON), voided, here())
    assert code_of(problem) == code


def test_erasing_takes_photos_and_words_with_it_and_keeps_a_code_only() -> None:
    state = Erasing(is_known=True, photos=("f" * 32,), groups=(GROUP,))
    abouts = rules.decide_erase_person(ErasePerson(person=PERSON, reason="person_asked"), state, here())
    assert [about.subject for about in abouts] == [PERSON, "f" * 32, GROUP]
    assert all(type(about.fact).ERASES for about in abouts)
    with pytest.raises(Refused, match=r"people\.unknown_code"):
        rules.decide_erase_person(ErasePerson(person=PERSON, reason="Amina asked for it"), state, here())
