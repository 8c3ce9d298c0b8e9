"""The tokens of the three lights, the weight of the shell, and what the stylesheet and the pages may not hold."""

import gzip
import re
from itertools import product
from pathlib import Path

import django_htmx
import pytest

WEB = Path(__file__).parents[3] / "src/safeconduct/foundation/web"
STYLES = sorted((WEB / "static/web/css").glob("*.css"))
SCRIPTS = sorted((WEB / "static/web/js").glob("*.js"))
PAGES = sorted((WEB / "templates").rglob("*.html"))
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"

TONES = ("green", "amber", "red", "blue", "violet")
READ_ON: list[tuple[str, tuple[str, ...]]] = [
    ("ink", ("surface", "ground", "accent-wash", *(f"{tone}-wash" for tone in TONES))),
    ("muted", ("surface", "ground", "accent-wash", "amber-wash", "green-wash", "blue-wash")),
    ("accent", ("surface", "ground")),
    ("on-accent", ("accent",)),
    ("on-mark", ("mark",)),
    ("on-training", ("training",)),
    *((tone, ("surface", "ground", f"{tone}-wash")) for tone in TONES),
]


def tokens_of(selector: str) -> dict[str, str]:
    css = (WEB / "static/web/css/tokens.css").read_text()
    blocks = re.findall(rf"(?:^|\n) *{re.escape(selector)} \{{(.*?)\}}", css, re.S)
    pairs = re.findall(r"--([\w-]+): ([^;]+);", "".join(blocks))
    return {name: re.sub(r"var\(--agency, (#\w+)\)", r"\1", value) for name, value in pairs}


def light(name: str) -> dict[str, str]:
    return {**tokens_of(":root"), **(tokens_of(f':root[data-theme="{name}"]') if name != "day" else {})}


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["day", "night", "sun"])
def test_every_text_stands_seven_to_one_on_what_is_behind_it(name: str) -> None:
    colours = light(name)
    faint = [
        (text, behind, round(contrast(colours[text], colours[behind]), 2))
        for text, grounds in READ_ON
        for behind in grounds
        if contrast(colours[text], colours[behind]) < 7
    ]
    assert faint == []


@pytest.mark.parametrize("name", ["day", "night", "sun"])
def test_lines_that_matter_stand_four_and_a_half_to_one(name: str) -> None:
    colours = light(name)
    for line, behind in product(("edge", "focus-edge"), ("surface", "ground")):
        assert contrast(colours[line], colours[behind]) >= 4.5


def test_auto_in_the_dark_is_night() -> None:
    assert tokens_of(':root[data-theme="auto"]') == tokens_of(':root[data-theme="night"]')


def test_agency_changes_one_property() -> None:
    css = (WEB / "static/web/css/tokens.css").read_text()
    assert css.count("var(--agency") == 1


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_sides_are_logical(path: Path) -> None:
    """So that Arabic is laid out by the same rules. Shadows and turned arrows name their direction."""
    physical = re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?:^|[;{\s])(?:left|right|top|bottom|width|height):"
        r"|float:|text-align: right",
        path.read_text(),
    )
    assert physical == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_hold_no_script_and_no_style_of_their_own(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?://|javascript:", text)


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert not re.search(r"https?://|@import|\beval\(|innerHTML|new Function|document\.write", path.read_text())


def weight(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_stylesheet_weighs_at_most_12_kilobytes() -> None:
    assert weight(*STYLES) <= 12 * 1024


def test_shell_weighs_at_most_120_and_a_first_page_at_most_60_kilobytes() -> None:
    """The figures of docs: shell with htmx and every script; the page itself is allowed 10 kB of the sixty."""
    assert weight(*STYLES, *SCRIPTS, HTMX) <= 120 * 1024
    assert weight(*STYLES, *SCRIPTS, HTMX) + 10 * 1024 <= 60 * 1024
