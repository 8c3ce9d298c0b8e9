"""Pictograms of needs and places: each is drawn, and each need and each place of a slip has one."""

from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

from safeconduct.foundation import web
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.documents.slip import NextPlace
from safeconduct.foundation.web.templatetags.shell_tags import PICTOGRAMS, pictogram

SPRITE = Path(web.__file__).parent / "static" / "web" / "pictograms.svg"
SVG = "{http://www.w3.org/2000/svg}"


def drawn():
    return {symbol.get("id"): symbol for symbol in ElementTree.parse(SPRITE).iter(f"{SVG}symbol")}


def test_every_need_and_every_place_has_its_picture():
    needs = {f"need-{code}" for code in code_list("functional_needs")}
    places = {f"place-{code}" for code in get_args(NextPlace)}
    assert PICTOGRAMS == needs | places == set(drawn())


def test_pictures_have_content_and_take_the_colour_of_their_words():
    for name, symbol in drawn().items():
        text = ElementTree.tostring(symbol, encoding="unicode")
        assert symbol.get("viewBox"), name
        assert len(list(symbol.iter())) > 1, name
        assert "currentColor" in text, name
        assert "#000" not in text, name


def test_a_code_without_a_picture_shows_none():
    assert pictogram("need", "wings") == ""
    assert 'href="/static/web/pictograms.svg#need-wheelchair"' in pictogram("need", "wheelchair")
