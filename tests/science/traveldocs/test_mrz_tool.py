"""`safeconduct tool mrz`: the two inputs, the schema, and what is refused."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.science.traveldocs import mrz_tool
from tests.science.traveldocs.specimens import ALL, ERIKSSON_TD1, ERIKSSON_TD3

TODAY = date(2026, 11, 23)


def test_the_schema_of_one_document() -> None:
    lines = [ERIKSSON_TD3[0], ERIKSSON_TD3[1].replace("740812", "7408I2")]
    assert mrz_tool(json.dumps([{"lines": lines}]), today=TODAY) == [
        {
            "format": "TD3",
            "valid": True,
            "fields": {
                "document_code": "P",
                "issuer": "UTO",
                "document_number": "L898902C3",
                "nationality": "UTO",
                "birth_date": "1974-08-12",
                "sex": "F",
                "expiry_date": "2012-04-15",
                "surname": "ERIKSSON",
                "given_names": "ANNA MARIA",
                "optional_data": "ZE184226B",
            },
            "checks": {
                "document_number": True,
                "birth_date": True,
                "expiry_date": True,
                "optional_data": True,
                "composite": True,
            },
            "repaired": [{"line": 2, "column": 18, "from": "I", "to": "1"}],
            "problems": [],
        }
    ]


def test_a_zone_without_format_keeps_its_place_and_shape() -> None:
    result = mrz_tool(json.dumps([{"lines": ["HELLO"]}, {"lines": list(ERIKSSON_TD1)}]), today=TODAY)
    assert [document["format"] for document in result] == [None, "TD1"]
    assert set(result[0]) == set(result[1])
    assert set(result[0]["fields"]) == set(result[1]["fields"])  # type: ignore[call-overload]


def test_json_and_plain_text_say_the_same_in_the_same_order() -> None:
    as_json = json.dumps([{"group": "ignored", "lines": list(lines)} for _, lines in ALL])
    as_text = "\ufeff\r\n" + "\r\n \r\n\r\n".join("\r\n".join(lines) for _, lines in ALL) + "\n"
    assert mrz_tool(as_json, today=TODAY) == mrz_tool(as_text, today=TODAY)
    assert [document["format"] for document in mrz_tool(as_text, today=TODAY)] == [name for name, _ in ALL]


def test_lines_may_be_one_string() -> None:
    assert mrz_tool(json.dumps([{"lines": "".join(ERIKSSON_TD1)}]), today=TODAY)[0]["valid"] is True


@pytest.mark.parametrize("text", ["", "  \n\n", "[]"])
def test_nothing_in_nothing_out(text: str) -> None:
    assert mrz_tool(text, today=TODAY) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[{"lines": ', "begins like JSON but is not valid JSON"),
        ("[" * 100_000, "begins like JSON but is not valid JSON"),
        ('{"lines": []}', "The JSON must be a list"),
        ('[{"lines": ["A"]}, {"line": []}]', 'Item 2 of the JSON list must be an object with "lines"'),
        ('[{"lines": [1]}]', "Item 1"),
        ("[null]", "Item 1"),
    ],
)
def test_wrong_input_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        mrz_tool(text, today=TODAY)


@given(st.text())
def test_any_text_gives_results_or_a_refusal(text: str) -> None:
    try:
        json.dumps(mrz_tool(text, today=TODAY))
    except ValueError as refusal:
        assert str(refusal).endswith((".", "]."))  # noqa: PT017
