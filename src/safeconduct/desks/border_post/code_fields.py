"""Fields whose value is a code of a standard, found by typing a name; and the addresses that answer the typing."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from safeconduct.foundation import codes
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.web.inputs import CodeField

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
