"""Fields whose value is a code of a standard, found by typing a name; and the addresses that answer the typing.

A place is a P-code of a gazetteer, a country, or words: where no gazetteer is loaded it is a plain field.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from safeconduct.foundation import codes
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.codes import Place, State
from safeconduct.foundation.places import gazetteers
from safeconduct.foundation.web.inputs import CodeField, LookupField

MOST_ANSWERS, FEWEST_LETTERS, LONGEST_QUESTION = 10, 2, 80
LATIN_LANGUAGES = ("en", "fr", "ar", "es")


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def resolve_state(text: str, language: str) -> str | None:
    """The code of a nationality, by code or by name; None if it is not in the table."""
    training = settings.SAFECONDUCT_TRAINING
    if codes.is_nationality(text.strip().upper(), training=training):
        found = codes.state(text.strip().upper())
        return found.code if found else None
    matches = codes.find_states(text, language.split("-")[0], limit=2, training=training)
    return matches[0].code if matches else None


def resolve_language(text: str, language: str) -> str | None:
    """The code of a language, by code or by name."""
    found = codes.language(text.strip().lower())
    if found:
        return found.code
    matches = codes.find_languages(text, language.split("-")[0], limit=2)
    return matches[0].code if matches else None


def state_field(label: Any) -> CodeField:
    """A nationality."""
    return CodeField(label=label, required=False, resolve=resolve_state, url="/post/codes/states.json",
                     name_of=lambda code: codes.state_name(code, _language()))  # fmt: skip


def language_field(label: Any) -> CodeField:
    """A language."""
    return CodeField(label=label, required=False, resolve=resolve_language, url="/post/codes/languages.json",
                     name_of=lambda code: codes.language_name(code, _language()))  # fmt: skip


def place_field(label: Any) -> LookupField:
    """Where somebody comes from or goes to."""
    return LookupField(
        label=label, kind="name", required=False, name_of=place_name, code_of=place_code, url_of=_places_url
    )


def place_name(value: str) -> str:
    """The name of a P-code or a country's code in the active language; any other text as it is."""
    place = gazetteers.place_of(value) if value.isupper() else None
    if place is not None and place.pcode == value:
        return place.name_in(_language())
    country = codes.state(value) if value.isupper() and value.isalpha() else None
    return codes.state_name(value, _language()) if country and country.code == value else value


def place_code(text: str) -> str:
    """The P-code that a text spells in any case; empty for words."""
    place = gazetteers.place_of(text)
    return place.pcode if place else ""


def _places_url() -> str:
    return reverse("post:places") if gazetteers.is_any_used() else ""


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_POST
def places_found(request: HttpRequest) -> HttpResponse:
    """At most ten places for what was typed so far, with what they lie in; then countries, as far as there is room."""
    text, language = request.POST.get("text", "")[:LONGEST_QUESTION], _language()
    places = gazetteers.found_places(text, language, limit=MOST_ANSWERS)
    states = codes.find_states(text, language, limit=MOST_ANSWERS) if len(text.strip()) >= FEWEST_LETTERS else []
    offered = [*(_place_item(one, language) for one in places), *(_state_item(one, language) for one in states)]
    return JsonResponse({"items": [one for one in offered if one][:MOST_ANSWERS]})


def _place_item(place: Place, language: str) -> dict[str, str]:
    above = " · ".join(one.name_in(language) for one in gazetteers.above(place))
    return {"code": place.pcode, "name": place.name_in(language), "within": above}


def _state_item(state: State, language: str) -> dict[str, str] | None:
    # A country of a gazetteer is offered once, with its P-code.
    if state.kind != "state" or (state.iso2 and gazetteers.place_of(state.iso2)):
        return None
    return {"code": state.code, "name": codes.state_name(state.code, language), "within": ""}


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_GET
@cache_control(private=True, max_age=3600)
def states_json(request: HttpRequest) -> HttpResponse:
    """Every nationality with its names in all languages, for typing ahead."""
    language = _language()
    return JsonResponse({
        "items": [
            {"code": one.code, "name": codes.state_name(one.code, language),
             "also": _also(one.names, language, [one.iso2, one.mrz, *one.also_codes, *one.also_called])}
            for one in codes.states_by_name(language) if one.kind != "specimen"
        ]
    })  # fmt: skip


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_GET
@cache_control(private=True, max_age=3600)
def languages_json(request: HttpRequest) -> HttpResponse:
    """Every language with its names, travellers' languages first."""
    language = _language()
    return JsonResponse({
        "items": [
            {"code": one.code, "name": codes.language_name(one.code, language), "also": _also(one.names, language, [])}
            for one in codes.languages()
        ]
    })  # fmt: skip


def _also(names: dict[str, str], language: str, more: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys([*names.values(), *more]) if word and word != names.get(language)]
