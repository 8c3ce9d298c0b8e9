"""Names print in their own script and direction, with the bundled fonts and no others."""

import re
import subprocess
from pathlib import Path

import msgspec
import pytest

from safeconduct.foundation.documents import fonts, typesetting
from safeconduct.foundation.documents.watermarked_list import watermarked_list_pdf
from safeconduct.kernel.tokens import make_token
from tests.foundation.documents.samples import LIST, NAMES, text_of, written

REGULAR = "NotoSans-Regular.ttf"


def a_list_of(*names: str):
    return msgspec.structs.replace(LIST, rows=tuple((make_token("B", 1), name, "") for name in names))


def fonts_in(pdf: bytes, folder: Path) -> set[str]:
    told = subprocess.run(["pdffonts", written(pdf, folder)], check=True, capture_output=True).stdout.decode()
    return set(re.findall(r"[A-Z]{6}\+(\w+)", told))


@pytest.mark.parametrize("script", NAMES)
def test_no_letter_of_a_name_is_missing(script):
    assert fonts.unprintable(NAMES[script]) == ()
    # The standard forbids the empty box, so the compiler itself vouches for every letter.
    assert b"pdfuaid" in watermarked_list_pdf(a_list_of(NAMES[script]))


@pytest.mark.parametrize(
    ("script", "font"),
    [
        ("latin", "NotoSans"),
        ("cyrillic", "NotoSans"),
        ("arabic", "NotoSansArabic"),
        ("ethiopic", "NotoSansEthiopic"),
        ("myanmar", "NotoSansMyanmar"),
    ],
)
def test_each_script_is_set_in_its_own_font(script, font, tmp_path):
    assert font in fonts_in(watermarked_list_pdf(a_list_of(NAMES[script])), tmp_path)


@pytest.mark.parametrize(
    "name",
    ["ნინო", "Արմեն", "ஆனந்தி", "সুমন", "सीता", "សុខា", "ހަސަން", "ߡߊߡߊߘߎ", "𐴀𐴞𐴕𐴝", "דוד", "สมชาย", "Nguyễn", "Ἑλένη"],
)
def test_names_of_the_smaller_scripts_print_too(name):
    assert fonts.unprintable(name) == ()
    assert b"pdfuaid" in watermarked_list_pdf(a_list_of(name))


def test_name_that_the_fonts_lack_is_said_and_still_printed(tmp_path):
    assert fonts.unprintable("Li 李明 and 李") == ("李", "明")
    pdf = watermarked_list_pdf(a_list_of("Li 李明"))
    assert b"pdfuaid" not in pdf
    assert "B-0001" in text_of(pdf, tmp_path)


def test_joiners_and_direction_marks_are_not_missing_letters():
    assert fonts.unprintable("می‌خواهم\u200f\u2068x\u2069") == ()


def test_no_font_of_the_machine_is_used():
    known = {path.stem.split("-")[0] for path in fonts.FOLDER.glob("*.ttf")}
    import typst

    ours = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)])
    assert {family.replace(" ", "") for family in ours.families()} == known
    assert typesetting.FOLDER.joinpath("fonts", REGULAR).exists()


def test_templates_name_only_bundled_fonts():
    families = {path.stem.split("-")[0] for path in fonts.FOLDER.glob("*.ttf")}
    for template in typesetting.FOLDER.glob("templates/*.typ"):
        named = re.findall(r'"(Noto [A-Za-z ]+)"', template.read_text("utf-8"))
        assert {name.replace(" ", "") for name in named} <= families


def test_templates_reach_for_no_package_and_no_other_file():
    for template in typesetting.FOLDER.glob("templates/*.typ"):
        text = template.read_text("utf-8")
        assert "@preview" not in text
        assert "eval(" not in text
        assert set(re.findall(r'#import "([^"]+)"', text)) <= {"common.typ"}


def test_fonts_are_whole_and_carry_their_licence():
    sizes = {path.name: path.stat().st_size for path in fonts.FOLDER.glob("*.ttf")}
    assert sum(sizes.values()) < 4_100_000
    assert sizes[REGULAR] > 500_000
    licence = (fonts.FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "Copyright" in licence.splitlines()[0]
    assert "notofonts" in (fonts.FOLDER / "SOURCE.md").read_text("utf-8")


def test_mixed_name_reads_from_its_first_letter(tmp_path):
    """`محمد (Khin)` runs from the right, `Khin (محمد)` from the left: the brackets fall on different sides."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    from_right = text_order("محمد (Khin)", tmp_path / "a")
    from_left = text_order("Khin (محمد)", tmp_path / "b")
    assert from_right.index("Khin") < from_right.index("محمد")
    assert from_left.index("Khin") < from_left.index("محمد")


def text_order(name: str, folder: Path) -> list[str]:
    """The words of the name from left to right on the page, by their boxes."""
    command = ["pdftotext", "-bbox", written(watermarked_list_pdf(a_list_of(name)), folder), "-"]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    boxes = re.findall(r'xMin="([\d.]+)"[^>]*>([^<]+)</word>', told)
    words = [(float(left), word.strip("()\u200e\u200f\u202a\u202b\u202c")) for left, word in boxes]
    # poppler spells Arabic words in a box from left to right.
    straight = {"Khin": "Khin", "محمد": "محمد", "محمد"[::-1]: "محمد"}
    return [straight[word] for _, word in sorted(words) if word in straight]
