"""One person: correcting with a reason, contested values, documents, the photo, voiding and taking it back."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from safeconduct.domains.people import commands, queries
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from tests.desks.border_post.scenes import Family, field, ok, sent, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def bilal(desk):
    return desk("bilal")


@pytest.fixture
def family(cast):
    return Family(cast)


@pytest.fixture
def url(family):
    return f"/post/member/{family.amina}/"


def filled(client, url, **changes):
    """The correction form as it stands, with some answers changed."""
    import re
    from html import unescape

    html = ok(client.get(url + "correct/")).content.decode()
    form = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = (re.search(rf' {part}="([^"]*)"', tag) for part in ("name", "value"))
        unchecked = "checkbox" in tag or "radio" in tag
        if name and not (unchecked and " checked" not in tag):
            form[name.group(1)] = unescape(value.group(1)) if value else "on"
    for name, options in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        form[name] = chosen.group(1) if chosen else ""
    form.pop("csrfmiddlewaretoken", None)
    form.pop("settles", None)
    return {**form, **changes}


def test_everything_known_is_shown_and_the_look_is_in_the_log(bilal, cast, family, url):
    page = words(ok(bilal.get(url)))
    for word in ("Amina Haddad", "أمينة حداد", "1992-05-14", "Syria", "Passport", "N0128413"):
        assert word in page
    (look,) = access.looks(about=family.amina)
    assert (look.user, look.what) == (cast.ids["bilal"], "person")


def test_a_correction_needs_its_reason(bilal, family, url):
    form = filled(bilal, url, given_names="Aminah", reason="")
    answer = ok(bilal.post(url + "correct/", form), 422)
    assert "Say in a few words why this is changed" in words(answer)
    assert queries.person(family.amina).given_names == "Amina"


def test_only_what_was_changed_is_said(bilal, cast, family, url):
    form = filled(bilal, url, given_names="Aminah", reason="as in the passport")
    ok(bilal.post(url + "correct/", form), 302)
    lines = [line for line in queries.history_of(family.amina) if line.event == "corrected"]
    assert [(line.field, line.before, line.value) for line in lines] == [("given_names", "Amina", "Aminah")]
    page = words(ok(bilal.get(url)))
    assert "as in the passport" in page
    assert "Bilal" in page
    assert verify(cast.ledger).sound


def test_nothing_changed_says_so(bilal, url):
    answer = ok(bilal.post(url + "correct/", filled(bilal, url, reason="look again")), 422)
    assert "Nothing is different" in words(answer)


def test_a_birth_date_that_cannot_be_read_stays_at_its_field(bilal, url):
    answer = ok(bilal.post(url + "correct/", filled(bilal, url, born="31 February", reason="said so")), 422)
    assert 'href="#id_born"' in answer.content.decode()


def test_a_birth_date_is_corrected_in_its_calendar(bilal, family, url):
    form = filled(bilal, url, born="1371-02-24", born_calendar="persian", reason="own calendar")
    ok(bilal.post(url + "correct/", form), 302)
    birth = queries.person(family.amina).birth_date
    assert (birth.calendar, birth.year, birth.month, birth.day) == ("persian", 1371, 2, 24)


def test_the_purpose_makes_the_registration_full(bilal, family, url):
    ok(bilal.post(url + "correct/", filled(bilal, url, purpose="family", reason="asked")), 302)
    assert queries.person(family.amina).level == 3


def test_needs_are_added_and_taken_back(bilal, family, url):
    ok(bilal.post(url + "correct/", filled(bilal, url, needs=["wheelchair"], reason="seen")), 302)
    assert queries.needs_of([family.amina]) == {family.amina: ["wheelchair"]}
    ok(bilal.post(url + "correct/", filled(bilal, url, needs=[], reason="a mistake")), 302)
    assert queries.needs_of([family.amina]) == {}


def test_two_who_did_not_know_of_each_other_are_both_shown_until_one_settles_it(bilal, desk, family, url):
    zainab = desk("zainab")
    mine, hers = (filled(client, url, reason="heard") for client in (bilal, zainab))
    ok(bilal.post(url + "correct/", mine | {"family_name": "Hadad"}), 302)
    ok(zainab.post(url + "correct/", hers | {"family_name": "Haddadi", "command_id": new_id()}), 302)
    assert sorted(queries.person(family.amina).contested_values["family_name"]) == ["Hadad", "Haddadi"]
    page = words(ok(bilal.get(url)))
    assert "Hadad · Bilal" in page
    assert "Haddadi · Zainab" in page
    standing = queries.person(family.amina).family_name
    form = filled(bilal, url, settles=["family_name"], reason="passport shown")
    ok(bilal.post(url + "correct/", form), 302)
    assert queries.person(family.amina).contested_values == {}
    assert queries.person(family.amina).family_name == standing


DOCUMENT = {"document_type": "identity_card", "document_number": "ID 77", "document_condition": "copy"}


def test_a_document_is_added_once_however_often_it_is_sent(bilal, family, url):
    form = sent(**DOCUMENT)
    for _ in range(2):
        ok(bilal.post(url + "document/", form), 302)
    assert sorted(one.number for one in queries.documents_of(family.amina)) == ["ID 77", "N0128413"]


def test_a_number_known_from_another_record_is_shown_first(bilal, cast, family, url):
    other = Family(cast, name="other")
    form = sent(**{**DOCUMENT, "document_number": "n 0128413"})
    commands.withdraw_document(cast.act(), person=family.amina, document=family.document, reason="for the test")
    answer = ok(bilal.post(url + "document/", form), 422)
    assert other.amina in answer.content.decode()
    assert queries.documents_of(family.amina) == []
    ok(bilal.post(url + "document/", form | {"all_the_same": "1"}), 302)
    assert len(queries.documents_of(family.amina)) == 1


def test_a_document_is_withdrawn_with_a_reason_and_stays_in_the_history(bilal, family, url):
    page = ok(bilal.get(url))
    form = sent(document=family.document, seen=field(page, "seen"))
    assert "Say in a few words" in words(ok(bilal.post(url + "withdraw/", form | {"reason": ""}), 422))
    ok(bilal.post(url + "withdraw/", form | {"reason": "another person's", "command_id": new_id()}), 302)
    assert queries.documents_of(family.amina) == []
    assert "N0128413" in words(ok(bilal.get(url)))


def picture(size=(1600, 1200), kind="JPEG", **more):
    out = io.BytesIO()
    Image.new("RGB", size, (120, 90, 60)).save(out, kind, **more)
    return out.getvalue()


def photo(data, name="face.jpg"):
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def test_a_photo_is_kept_small_upright_and_without_what_the_camera_wrote(bilal, family, url):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A telephone of Amina"
    ok(bilal.post(url + "photo/", sent(photo=photo(picture(exif=exif)))), 302)
    kept = queries.photo_of(family.amina)
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (480, 640)  # turned upright
        assert not image.getexif()
    assert b"telephone" not in kept
    answer = ok(bilal.get(url + "photo.jpg"))
    assert answer.content == kept
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_png_becomes_a_jpeg_and_replaces_the_photo_before(bilal, family, url):
    ok(bilal.post(url + "photo/", sent(photo=photo(picture()))), 302)
    before = queries.photo_of(family.amina)
    ok(bilal.post(url + "photo/", sent(photo=photo(picture((300, 300), "PNG"), "face.png"))), 302)
    after = queries.photo_of(family.amina)
    assert after.startswith(b"\xff\xd8")
    assert after != before


@pytest.mark.parametrize("data", [b"%PDF-1.7 no picture", b"", picture()[:200], b"<svg xmlns='x'/>"])
def test_a_file_that_is_no_picture_is_refused_in_a_clear_sentence(bilal, family, url, data):
    answer = ok(bilal.post(url + "photo/", sent(photo=photo(data))), 422)
    assert "photo" in words(answer).lower() or "picture" in words(answer).lower()
    assert queries.photo_of(family.amina) == b""


def test_a_photo_may_be_refused(bilal, family, url):
    ok(bilal.post(url + "photo/", sent(refused="1")), 302)
    assert "does not want a photo" in words(ok(bilal.get(url)))
    assert bilal.get(url + "photo.jpg").status_code == 404


def test_a_record_is_voided_with_a_reason_and_restored_within_a_minute(bilal, cast, family, url):
    page = ok(bilal.get(url))
    ok(bilal.post(url + "void/", sent(reason="", seen=field(page, "seen"))), 422)
    ok(bilal.post(url + "void/", sent(reason="entered twice", seen=field(page, "seen"))), 302)
    assert queries.person(family.amina).voided
    assert "Undo" in words(ok(bilal.get(url)))
    ok(bilal.post(url + "restore/", sent()), 302)
    assert not queries.person(family.amina).voided


def test_after_a_minute_and_for_another_officer_there_is_no_undo(bilal, desk, cast, family, url):
    ok(bilal.post(url + "void/", sent(reason="entered twice")), 302)
    assert "Undo" not in words(ok(desk("zainab").get(url)))
    cast.clock.pass_time(timedelta(seconds=61))
    assert "Undo" not in words(ok(bilal.get(url)))
    ok(bilal.post(url + "restore/", sent()), 422)


def test_an_unknown_person_is_not_found(bilal):
    assert bilal.get("/post/member/" + "0" * 32 + "/").status_code == 404


def test_dalia_is_refused(desk, url):
    client = desk("dalia")
    for page in ("", "correct/", "document/", "photo.jpg"):
        assert client.get(url + page).status_code == 403
    for page in ("correct/", "document/", "withdraw/", "photo/", "void/", "restore/"):
        assert client.post(url + page, sent()).status_code == 403
