"""The pages in a real browser: the board keeps the chosen row when it is drawn anew; a photo is taken by webcam."""

import importlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.entrypoints.demonstration.material import gazetteer
from safeconduct.foundation.places import gazetteers
from tests.conftest import furnished_cast
from tests.desks.border_post.scenes import Family

pytestmark = [pytest.mark.walk, pytest.mark.slow]


@pytest.fixture
def post(transactional_db: None) -> Iterator[Any]:
    """The cast on a database that a server thread sees too."""
    yield from furnished_cast()


@pytest.fixture
def open_page(post: Any, browser: Any, live_server: Any, settings: Any) -> Iterator[Any]:
    """open_page("/post/queue/") is the page as Bilal sees it; an error on its console fails the test."""
    session = importlib.import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({"officer": post.ids["bilal"], "post": post.post, "language": "en"})
    session.save()
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1366, "height": 768}, permissions=["camera"])
    context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    def opened(path: str) -> Any:
        page.goto(live_server.url + path)
        page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def places(post: Any) -> None:
    """The gazetteer of the fictional country."""
    tried = gazetteers.try_out(gazetteer(), version="1", source="fictional", by=post.ids["adam"])
    gazetteers.take_up(one.id for one in tried)


def chosen(page: Any) -> str:
    return str(page.evaluate("document.querySelector('#board input:checked').closest('tr').dataset.row"))


def test_the_chosen_row_stays_when_the_board_is_drawn_anew(post, open_page):
    families = []
    for name in ("one", "two", "three"):
        families.append(Family(post, name=name))
        post.clock.pass_time(timedelta(minutes=1))
    page = open_page("/post/queue/")
    assert chosen(page) == families[0].crossing
    page.locator("#board tbody input").first.focus()
    page.keyboard.press("ArrowDown")
    assert chosen(page) == families[1].crossing
    Family(post, name="urgent", needs=("doctor_now",))
    page.evaluate("htmx.ajax('GET', '/post/queue/', {source: '#board', target: '#board', swap: 'innerHTML'})")
    page.wait_for_function("() => document.querySelectorAll('#board tbody tr').length === 4")
    page.wait_for_timeout(100)
    assert chosen(page) == families[1].crossing
    assert page.evaluate("document.activeElement.value") == families[1].crossing
    page.keyboard.press("F4")
    page.wait_for_url("**/post/queue/")
    page.wait_for_selector("text=called to 1")
    assert crossings.public_board(post.post)[0].token == crossings.crossing(families[1].crossing).token


def test_a_photo_is_taken_by_webcam_and_kept_as_a_square(post, open_page):
    family = Family(post)
    page = open_page(f"/post/member/{family.amina}/")
    page.click("[data-photo-start]")
    page.wait_for_selector("[data-photo-shoot]:not([hidden])")
    page.click("[data-photo-shoot]")
    page.wait_for_function("() => document.querySelector('#photo-file').files.length === 1")
    page.click("text=Keep the photo")
    page.wait_for_selector("img.photo-shown")
    assert page.evaluate("document.querySelector('img.photo-shown').decode().then(() => 'shown')") == "shown"
    size = "(photo => [photo.naturalWidth, photo.naturalHeight])(document.querySelector('img.photo-shown'))"
    assert page.evaluate(size) == [640, 640]
    assert people.photo_of(family.amina).startswith(b"\xff\xd8")


def serious(page: Any) -> list[Any]:
    """Serious findings of axe on the page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")]


def test_a_place_is_chosen_by_two_letters_and_arrows(post, places, open_page):
    page = open_page("/post/register/")
    field = page.locator("#id_origin")
    assert field.get_attribute("role") == "combobox"
    field.focus()
    page.keyboard.type("ma", delay=60)
    page.wait_for_selector("#id_origin-options [role=option]")
    assert field.get_attribute("aria-expanded") == "true"
    assert page.locator("#id_origin-options [aria-selected=true]").count() == 0
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#id_origin-options [aria-selected=true]", "id") == field.get_attribute(
        "aria-activedescendant"
    )
    assert serious(page) == []
    page.keyboard.press("Enter")
    assert page.input_value("#id_origin") == "Lower Marn"
    assert page.input_value("[name=origin_code]") == "XV0103"
    assert page.evaluate("document.activeElement.id") == "id_destination"
    assert page.inner_text("#id_origin ~ [data-code-shown]") == "XV0103"


def test_words_in_no_list_stay_and_editing_takes_the_code_away(post, places, open_page):
    page = open_page("/post/register/")
    page.focus("#id_origin")
    page.keyboard.type("xv0302", delay=60)
    page.wait_for_selector("#id_origin-options [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.input_value("[name=origin_code]") == "XV0302"
    page.focus("#id_origin")
    page.keyboard.press("End")
    page.keyboard.type(", the mill", delay=60)
    page.wait_for_selector("#id_origin-options [aria-disabled]")
    page.keyboard.press("Escape")
    assert page.is_hidden("#id_origin-options")
    page.keyboard.press("Tab")
    assert page.input_value("#id_origin") == "Reedham, the mill"
    assert page.input_value("[name=origin_code]") == ""


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.name || document.activeElement.tagName"))


def test_a_page_opens_at_the_first_field_that_needs_an_answer(post, open_page):
    family = Family(post)
    assert focused(open_page("/post/vehicles/")) == "plate"
    assert focused(open_page(f"/post/member/{family.amina}/document/")) == "document_number"
    correct = f"/post/member/{family.amina}/correct/"
    assert focused(open_page(f"{correct}?field=origin#id_origin")) == "origin"
    assert focused(open_page(f"{correct}?field=sex#id_sex")) == "sex"
