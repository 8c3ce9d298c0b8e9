"""Sentences for codes, words for codes of lists, form fields, the shell and what surrounds a request."""

from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone as django_timezone
from django.utils import translation

from safeconduct.foundation.web import labels, texts
from safeconduct.foundation.web.inputs import CleanField, CodeField
from safeconduct.foundation.web.middleware import LanguageMiddleware, PostZoneMiddleware, PrivacyHeadersMiddleware
from safeconduct.foundation.web.shell import Shell, offset_name


@pytest.fixture(autouse=True)
def own_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test registers goes with it."""
    monkeypatch.setattr(texts, "SENTENCES", dict(texts.SENTENCES))


def test_sentence_takes_its_details_by_name() -> None:
    sentence = texts.sentence_of("text.too_long", {"count": 312, "limit": 300, "field": "name"})
    assert sentence.startswith("312 characters")
    assert "300" in sentence


def test_unknown_code_is_named_and_missing_detail_is_a_dash() -> None:
    assert "nobody.knows" in texts.sentence_of("nobody.knows", {"name": "Amina"})
    assert "Amina" not in texts.sentence_of("nobody.knows", {"name": "Amina"})
    assert texts.sentence_of("text.too_long", {}).startswith("– characters")


def test_details_are_words_and_open_nothing() -> None:
    class Secret:
        key = "open sesame"

        def __str__(self) -> str:
            return "a secret"

    texts.register_sentences({"test.plain": "Look: {thing}"})
    assert texts.sentence_of("test.plain", {"thing": Secret()}) == "Look: a secret"
    assert texts.sentence_of("test.plain", {"thing": "{0.__class__}"}) == "Look: {0.__class__}"


def test_code_has_one_sentence() -> None:
    texts.register_sentences({"test.once": "One."})
    texts.register_sentences({"test.once": "One."})
    with pytest.raises(ValueError, match=r"test\.once"):
        texts.register_sentences({"test.once": "Another."})


def test_code_without_a_word_shows_itself() -> None:
    assert labels.label("sex", "F") == "F"
    assert labels.label("level", 2) == "Individual"
    assert labels.label("sex", "Q") == "Q"
    assert labels.label("no such list", "Q") == "Q"


def test_choices_keep_the_order_of_the_list() -> None:
    assert [code for code, _ in labels.choices("decision", {"wait", "admit"})] == ["admit", "wait"]


def test_every_list_has_words_and_no_code_twice() -> None:
    assert all(words and all(str(word) for word in words.values()) for words in labels.LABELS.values())
    with pytest.raises(ValueError, match="sex"):
        labels.register_labels("sex", {"F": "Frau"})


def test_clean_field_speaks_beside_the_field_and_gives_the_text_as_typed() -> None:
    field = CleanField(kind="name")
    assert field.clean("  Ame\u0301lie ") == "Ame\u0301lie"
    with pytest.raises(Exception, match="301 characters"):
        field.clean("a" * 301)


def test_code_field_takes_code_or_name_and_says_what_it_did_not_find() -> None:
    known = {"syr": "SYR", "syria": "SYR"}
    field = CodeField(resolve=lambda text, language: known.get(text.lower()), required=False)
    assert field.clean("Syria") == field.clean("SYR") == "SYR"
    assert field.clean("") == ""
    with pytest.raises(Exception, match="Atlantis"):
        field.clean("Atlantis")
    widget = field.widget
    assert widget.value_from_datadict({"x": "Syria", "x_code": "SYR"}, {}, "x") == "SYR"
    assert widget.value_from_datadict({"x": "Syria", "x_code": ""}, {}, "x") == "Syria"


@pytest.mark.parametrize(
    ("minutes", "name"), [(0, "UTC"), (120, "UTC+2"), (330, "UTC+5:30"), (-210, "UTC−3:30"), (345, "UTC+5:45")]
)
def test_zone_is_named_by_its_offset(minutes: int, name: str) -> None:
    zone = timezone(timedelta(minutes=minutes))
    assert offset_name(datetime(2026, 3, 4, 14, 32, tzinfo=zone)) == name


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fa-AF", "rtl"), ("es", "ltr")])
def test_direction_follows_the_language(language: str, direction: str) -> None:
    assert Shell(language=language).active_direction == direction


def answered(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{translation.get_language()} {django_timezone.get_current_timezone_name()}")


def asked(**more: object) -> HttpRequest:
    request = RequestFactory().get("/", headers={"Accept-Language": "fr,en;q=0.5"})
    for name, value in more.items():
        setattr(request, name, value)
    return request


def test_language_is_the_chosen_one_then_the_users_then_the_browsers() -> None:
    middleware = LanguageMiddleware(answered)
    arabic = SimpleNamespace(language="ar")
    assert middleware(asked()).content.startswith(b"fr")
    assert middleware(asked(user=arabic)).content.startswith(b"ar")
    assert middleware(asked(user=arabic, session={"language": "es"})).content.startswith(b"es")
    assert middleware(asked(session={"language": "xx"})).content.startswith(b"fr")
    assert middleware(asked())["Content-Language"] == "fr"
    assert (translation.get_language() or "").startswith("en")


def test_times_are_the_posts(settings: object) -> None:
    settings.SAFECONDUCT_POST_ZONE = "tests.foundation.web.gallery.pages.zone_of"  # type: ignore[attr-defined]
    assert b"Europe/Chisinau" in PostZoneMiddleware(answered)(asked()).content
    assert ZoneInfo(django_timezone.get_current_timezone_name()).key != "Europe/Chisinau"


def test_pages_are_kept_by_nobody_unless_they_say_so() -> None:
    response = PrivacyHeadersMiddleware(answered)(asked())
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    kept = PrivacyHeadersMiddleware(lambda request: HttpResponse(headers={"Cache-Control": "max-age=60"}))(asked())
    assert kept["Cache-Control"] == "max-age=60"


WORDS_OF_CODES = {
    "sex": "sex", "age_bands": "age_band", "age_bands_fmr": "age_band", "relations": "relation",
    "document_types": "document_type", "document_conditions": "document_condition", "transport_modes": "transport",
    "purposes": "purpose", "functional_needs": "need", "agency_types": "agency_type",
    "sharing_purposes": "sharing_purpose", "shared_fields": "shared_field", "service_types": "service_type",
    "service_groups": "service_group",
}  # fmt: skip


def test_every_code_of_the_small_lists_has_a_word_and_no_other() -> None:
    from safeconduct.foundation.codes import CODE_LISTS, code_list

    assert set(WORDS_OF_CODES) == set(CODE_LISTS)
    for name, words in WORDS_OF_CODES.items():
        assert set(code_list(name)) <= set(labels.LABELS[words]), name
    # Words beyond the list: what is not known at all, and what a post is shown instead of a protection paper.
    bands = set(code_list("age_bands")) | set(code_list("age_bands_fmr"))
    beyond = {"unknown", "see_protection", "0-17", "18+"} | bands
    for name, words in WORDS_OF_CODES.items():
        assert set(labels.LABELS[words]) - set(code_list(name)) <= beyond, name
