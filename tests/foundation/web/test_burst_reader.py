"""The reader that types, told from the person who types: the script itself, fed with keys and times."""

import json
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.walk

TD3 = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
TD1 = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
TD2 = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"]

US = {
    **{c: (f"Key{c}", True) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{c.lower(): (f"Key{c}", False) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{c: (f"Digit{c}", False) for c in "0123456789"},
    "<": ("Comma", True), "-": ("Minus", False), "/": ("Slash", False),
    ":": ("Semicolon", True), ".": ("Period", False),
    "?": ("Slash", True), "=": ("Equal", False), "&": ("Digit7", True), "+": ("Equal", True), "_": ("Minus", True),
    "\n": ("Enter", False), "\t": ("Tab", False),
}  # fmt: skip


def keys(
    text: str, *, gap: float = 8, start: float = 1000, line_gap: float = 8, **places: tuple[str, bool]
) -> list[Any]:
    """The keydowns of a reader: Shift itself included, as hardware sends it."""
    time, events = start, []
    table = {**US, **places}
    for sign in text:
        code, shift = table[sign]
        if shift:
            events.append(key("ShiftLeft", time, shift=True))
        events.append(key(code, time, shift=shift))
        time += line_gap if sign in "\n\t" else gap
    return events


def key(code: str, time: float, *, shift: bool = False, **more: bool) -> dict[str, Any]:
    return {
        "code": code,
        "shift": shift,
        "ctrl": False,
        "alt": False,
        "meta": False,
        "repeat": False,
        "time": time,
        **more,
    }


@pytest.fixture(scope="module")
def reader(browser: Any, gallery: str) -> Any:
    """Feed keys to a new reader in the browser: its verdicts, and what it read after a long silence."""
    page = browser.new_page()
    page.goto(f"{gallery}/blank/")

    def feed(events: list[Any]) -> tuple[list[str], Any]:
        script = """async (events) => {
            const { BurstReader } = await import("/static/web/js/burst_reader.js");
            const reader = new BurstReader();
            const verdicts = events.map((event) => reader.feed(event));
            return [verdicts, reader.flush(events.at(-1).time + 1000)];
        }"""
        verdicts, reading = page.evaluate(script, events)
        return verdicts, reading

    yield feed
    page.close()


Reader = Callable[[list[Any]], tuple[list[str], Any]]


@pytest.mark.parametrize("lines", [TD1, TD2, TD3], ids=["TD1", "TD2", "TD3"])
@pytest.mark.parametrize("end", ["\n", "\t"], ids=["Enter", "Tab"])
def test_zone_of_every_format_is_read_line_by_line(reader: Reader, lines: list[str], end: str) -> None:
    _verdicts, reading = reader(keys(end.join(lines) + end))
    assert reading == {"kind": "mrz", "lines": lines, "text": "\n".join(lines)}


@pytest.mark.parametrize("lines", [TD1, TD2, TD3], ids=["TD1", "TD2", "TD3"])
def test_zone_sent_as_one_line_is_parted(reader: Reader, lines: list[str]) -> None:
    assert reader(keys("".join(lines) + "\n"))[1]["lines"] == lines


def test_zone_without_a_closing_enter_ends_by_silence(reader: Reader) -> None:
    assert reader(keys("\n".join(TD3)))[1]["lines"] == TD3


def test_reader_may_rest_between_lines(reader: Reader) -> None:
    assert reader(keys("\n".join(TD3) + "\n", line_gap=120))[1]["lines"] == TD3


def test_filler_on_the_iso_key_is_the_filler(reader: Reader) -> None:
    iso = {"<": ("IntlBackslash", False)}
    assert reader(keys("\n".join(TD3) + "\n", **iso))[1]["lines"] == TD3


def test_caps_lock_of_the_machine_plays_no_part(reader: Reader) -> None:
    """Case comes from Shift and place: what the machine's lock would have made of it is never asked."""
    assert reader(keys("Token-b7\n"))[1]["text"] == "Token-b7"


def test_reader_that_turns_caps_lock_itself_is_followed(reader: Reader) -> None:
    """Some readers press Caps Lock, send capitals without Shift, and press it again."""
    small = {c: (f"Key{c}", False) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    events = [*keys("AB", **small), key("CapsLock", 1016), *keys("CDEFGH\n", start=1020, **small)]
    assert reader(events)[1]["text"] == "abCDEFGH"


def test_zone_in_small_letters_is_raised(reader: Reader) -> None:
    assert reader(keys("\n".join(TD3).lower() + "\n"))[1]["lines"] == TD3


def test_damaged_zone_still_goes_to_the_zone_field(reader: Reader) -> None:
    lines = [TD3[0], TD3[1][:-3]]
    assert reader(keys("\n".join(lines) + "\n"))[1] == {"kind": "mrz", "lines": lines, "text": "\n".join(lines)}


@pytest.mark.parametrize("text", ["B-0172-K", "https://post.example/t?d=20260304&n=B-0172", "SC1:ABC.def_09+/="])
def test_tokens_and_codes_are_text(reader: Reader, text: str) -> None:
    assert reader(keys(text + "\n"))[1] == {"kind": "text", "lines": [text], "text": text}


def test_short_code_is_recognised_by_its_enter(reader: Reader) -> None:
    verdicts, reading = reader(keys("B17\n"))
    assert verdicts[-1] == "caught"
    assert reading["text"] == "B17"


def test_every_key_from_recognition_on_is_stopped_and_none_before(reader: Reader) -> None:
    events = keys("b0172k\n")
    verdicts, _reading = reader(events)
    assert verdicts == ["typed"] * 5 + ["caught", "read"]


@pytest.mark.parametrize("gap", [36, 60, 120, 400])
def test_person_who_types_is_never_taken_for_a_reader(reader: Reader, gap: float) -> None:
    verdicts, reading = reader(keys("Amina Haddad came with her son\n".replace(" ", "-"), gap=gap, line_gap=gap))
    assert set(verdicts) == {"typed"}
    assert reading is None


def test_quick_roll_of_two_keys_and_enter_stays_the_persons(reader: Reader) -> None:
    assert set(reader(keys("no\n", gap=10, line_gap=10))[0]) == {"typed"}


def test_key_held_down_is_a_persons(reader: Reader) -> None:
    events = [key("KeyA", 1000 + 30 * i, repeat=i > 0) for i in range(40)]
    assert set(reader(events)[0]) == {"typed"}


def test_shortcuts_break_a_run(reader: Reader) -> None:
    events = [*keys("abcd"), key("KeyC", 1034, ctrl=True), *keys("efgh", start=1042)]
    assert set(reader(events)[0]) == {"typed"}


def test_control_m_ends_a_line_as_enter_does(reader: Reader) -> None:
    events = [*keys(TD3[0]), key("KeyM", 1400, ctrl=True), *keys(TD3[1], start=1410), key("KeyM", 1800, ctrl=True)]
    assert reader(events)[1]["lines"] == TD3


def test_typing_goes_on_after_a_reading(reader: Reader) -> None:
    verdicts, _ = reader(keys("B-0172-K\n") + keys("ab", start=3000, gap=90))
    assert verdicts[-2:] == ["typed", "typed"]


def test_numpad_digits_are_digits(reader: Reader) -> None:
    pad = {c: (f"Numpad{c}", False) for c in "0123456789"}
    assert reader(keys("2284135\n", **pad))[1]["text"] == "2284135"


def test_second_reading_starts_anew(reader: Reader) -> None:
    first, second = keys("B-0172-K\n"), keys("B-0173-M\n", start=2000)
    assert json.dumps(reader(first + second)[1]["lines"]) == json.dumps(["B-0173-M"])
