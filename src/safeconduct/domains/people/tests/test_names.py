"""Names and numbers compare as their readers would."""

import pytest

from safeconduct.domains.people.names import folded, number_key, search_words


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("Şükrü", "sukru"),
        ("O’Neil-Ünal", "oneil unal"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("علی", "علي"),
        ("فاطمة", "فاطمه"),
        ("کریم", "كريم"),
        ("Їжак", "іжак"),
        ("Андрей", "андреи"),
        ("می‌خواهم", "ميخواهم"),
        ("Łukasz", "lukasz"),
        ("サイトウ", "ｻｲﾄｳ"),
    ],
)
def test_spellings_of_the_same_name_fold_to_the_same(written: str, also: str) -> None:
    assert folded(written) == folded(also)


@pytest.mark.parametrize("name", ["राजेश", "ไพโรจน์", "김민수", "王小明", "አማኑኤል", "ශ්‍රී", "မောင်"])
def test_a_word_of_any_script_stays_one_word(name: str) -> None:
    assert len(folded(name).split()) == 1
    assert folded(name) in search_words(name)


def test_a_name_is_found_in_latin_letters_too() -> None:
    assert "ivanov" in search_words("Иванов")


def test_empty_names_have_no_words() -> None:
    assert search_words("", "  ", "-.'") == []


@pytest.mark.parametrize(("number", "key"), [("ab 12-34/٥٦", "AB123456"), ("№ АБ123", "NOАБ123"), ("--", "")])
def test_numbers_compare_without_spaces_dashes_and_case(number: str, key: str) -> None:
    assert number_key(number) == key
