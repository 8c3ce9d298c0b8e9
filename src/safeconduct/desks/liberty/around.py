"""Who works with these pages, whom they see, how people are called there, and how a moment or language is typed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.liberty import queries
from safeconduct.domains.people import queries as people
from safeconduct.domains.screening import queries as screenings
from safeconduct.foundation import codes
from safeconduct.foundation.access.roles import POST_SUPERVISOR, PROTECTION_COORDINATOR, PROTECTION_OFFICER
from safeconduct.foundation.access.sessions import Officer
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web import liberty_labels
from safeconduct.kernel.problems import NotAllowed, NotFound, Refused

__all__ = ["liberty_labels"]
WRITING = (POST_SUPERVISOR, PROTECTION_COORDINATOR)
READING = (*WRITING, PROTECTION_OFFICER)


def post_of(who: Officer) -> str:
    """The post at which they sit. NotAllowed: access.choose_post."""
    if who.post is None:
        raise NotAllowed("access.choose_post")
    return who.post


def scope_of(who: Officer) -> str:
    """The post whose records they see; empty for protection, which sees all."""
    return "" if who.is_any(PROTECTION_COORDINATOR, PROTECTION_OFFICER) else post_of(who)


def check_may_see(who: Officer, person: str) -> None:
    """NotFound: liberty.no_record, for somebody who was held at another post than theirs."""
    post = scope_of(who)
    queries.record(person)
    held_at = {one.post for one in queries.deprivations_of(person)} | {
        one.post for one in queries.alternatives_of(person)
    }
    # An assessment alone stands at no post: whoever is at one may go on with it.
    if post and held_at and post not in held_at:
        raise NotFound("liberty.no_record")


def check_may_look_at(who: Officer, person: str) -> None:
    """As `check_may_see`, and whoever is registered here though nothing is recorded. NotFound: liberty.no_record."""
    if queries.record_or_none(person) is not None:
        check_may_see(who, person)
    elif person not in people.persons([person]):
        raise NotFound("liberty.no_record")


def names_of(persons: Iterable[str]) -> dict[str, str]:
    """How people are called here: by name, by description, on an agency's node by the token of their file."""
    wanted = sorted(set(persons))
    found = {person: one.name for person, one in people.persons(wanted).items() if one.name}
    found = {**queries.said_of(wanted), **found}
    for person in wanted:
        if person not in found and (file := screenings.file_of_person(person)) is not None:
            found[person] = file.token
    return found


def tokens_of(rows: Iterable[Any]) -> dict[str, str]:
    """The tokens of the groups that these rows are about, by crossing."""
    wanted = {one.crossing for one in rows if one.crossing}
    return {crossing: one.token for crossing, one in crossings.those(wanted).items()}


def post_names() -> dict[str, str]:
    """The posts by id."""
    return {post.subject: post.name for post in places.posts()}


def moment_from(text: str, field: str) -> datetime | None:
    """The moment that was typed, on the post's clock; None for nothing. Refused: liberty.when, for what is none."""
    if not text.strip():
        return None
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Refused("liberty.when", field=field)
    return found if found.tzinfo is not None else timezone.make_aware(found)


def language_from(text: str) -> str:
    """The code of a language that was typed by name or code. Refused: liberty.language."""
    typed = text.strip()
    known = codes.language(typed.lower()) if typed else None
    if not typed or known is not None:
        return known.code if known is not None else ""
    matches = codes.find_languages(typed, own_language(), limit=2)
    if not matches:
        raise Refused("liberty.language", field="language")
    return matches[0].code


def own_language() -> str:
    """The language of the page."""
    return (get_language() or "en").split("-")[0]


def language_name(code: str) -> str:
    """The name of a language in the reader's; empty where none is known."""
    return codes.language_name(code, own_language()) if code else ""
