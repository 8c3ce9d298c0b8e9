"""What may stand in a field of text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.kernel.problems import Refused
from safeconduct.kernel.text import LIMIT, Kind, clean_text, is_emoji

KINDS: list[Kind] = ["name", "note", "code", "free"]


def refusal(value: str, kind: Kind = "name", **more: int) -> Refused:
    with pytest.raises(Refused) as caught:
        clean_text(value, kind=kind, field="given_names", **more)
    return caught.value


@pytest.mark.parametrize("kind", KINDS)
def test_three_hundred_characters_pass_and_one_more_is_refused_with_the_count(kind: Kind) -> None:
    assert clean_text("ب" * LIMIT, kind=kind).stored == "ب" * LIMIT
    problem = refusal("ب" * (LIMIT + 1), kind)
    assert (problem.code, problem.details) == (
        "text.too_long",
        {"field": "given_names", "count": LIMIT + 1, "limit": LIMIT},
    )


def test_blanks_around_do_not_count() -> None:
    assert clean_text(" " * 500 + "Amina" + "\n" * 500, kind="name").stored == "Amina"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9b"])
def test_control_characters_are_refused_everywhere(kind: Kind, sign: str) -> None:
    assert refusal(f"Ami{sign}na", kind).code == "text.control"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sign", list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_embeddings_overrides_and_isolates_are_refused_everywhere(kind: Kind, sign: str) -> None:
    assert refusal(f"Ami{sign}na", kind).code == "text.direction"


@pytest.mark.parametrize(
    "name",
    ["علی‌رضا", "ශ්‍රී ලංකා", "क्‍ष", "Jean-Luc O’Brien", "Ñuñez", "ሰላም", "ﷺ محمد", "မောင်", "Þórunn", "དཀར་མོ"],
)
def test_names_of_every_script_pass_unchanged_joiners_included(name: str) -> None:
    assert clean_text(name, kind="name").stored == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("sign", ["😀", "👨‍👩‍👧", "🇸🇾", "☎", "✌🏽", "1️⃣", "❤️"])
def test_emoji_are_refused_in_names_and_codes_and_kept_in_notes(sign: str) -> None:
    assert refusal(f"Amina {sign}", "name").code == "text.emoji"
    assert refusal(sign, "code").code == "text.emoji"
    assert clean_text(f"calm {sign}", kind="note").stored == f"calm {sign}"


def test_lines_are_kept_in_notes_and_refused_elsewhere() -> None:
    assert clean_text("one\r\ntwo\u2028three", kind="note").stored == "one\ntwo\nthree"
    for kind in ("name", "code", "free"):
        assert refusal("one\ntwo", kind).code == "text.lines"  # type: ignore[arg-type]


def test_composed_form_is_stored_and_the_original_kept() -> None:
    cleaned = clean_text("  Ame\u0301lie ", kind="name")
    assert (cleaned.original, cleaned.stored) == ("Ame\u0301lie", "Amélie")


def test_invisible_signs_leave_what_is_stored_but_not_the_original() -> None:
    cleaned = clean_text("Ami\u200bna\u200f\ufeff", kind="name")
    assert (cleaned.original, cleaned.stored) == ("Ami\u200bna\u200f\ufeff", "Amina")


def test_blanks_within_a_name_become_one() -> None:
    assert clean_text("Amina \u00a0\t Haddad", kind="name").stored == "Amina Haddad"


def test_half_of_a_surrogate_pair_is_broken_text() -> None:
    assert refusal("Am\ud83dna", "note").code == "text.broken"
    assert refusal("Am\ufffena", "note").code == "text.broken"


def test_nothing_is_falsy() -> None:
    assert not clean_text(" \u200b ", kind="name")


@given(st.text(max_size=400), st.sampled_from(KINDS))
def test_what_is_stored_is_stored_again_unchanged(value: str, kind: Kind) -> None:
    try:
        once = clean_text(value, kind=kind)
    except Refused:
        return
    assert clean_text(once.stored, kind=kind).stored == once.stored
    assert clean_text(once.original, kind=kind) == once
    assert unicodedata.is_normalized("NFC", once.stored)


@given(st.text(max_size=400), st.sampled_from(KINDS))
def test_what_is_stored_holds_nothing_that_is_refused(value: str, kind: Kind) -> None:
    try:
        stored = clean_text(value, kind=kind).stored
    except Refused:
        return
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in stored)
    assert not any("\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069" for sign in stored)
    assert kind in ("note", "free") or not any(map(is_emoji, stored))


@given(st.text(alphabet=st.characters(categories=["L", "M"], exclude_characters="\u20e3"), min_size=1, max_size=100))
def test_letters_and_marks_of_any_script_are_a_name(value: str) -> None:
    assert clean_text(value, kind="name").original == value.strip()
