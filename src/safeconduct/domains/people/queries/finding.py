"""Finding a person by document number or name, exact and by beginnings; no likeness, no listing by what people are.

What was searched is this node's own register only; the page says so.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from safeconduct.domains.people.models import Document, Name, Person
from safeconduct.domains.people.names import folded, latin, number_key
from safeconduct.domains.people.queries.reading import day_bounds
from safeconduct.foundation.journal.lookups import Columns

_NUMBER_ON = Columns(Document, ("number_key", "subject"), "number_key IN {many} AND NOT withdrawn")
_STANDING = Columns(Person, ("subject",), "subject IN {many} AND NOT voided")
MOST_WORDS = 8
SHORTEST_PREFIX = 2
SHORTEST_NUMBER = 4
_ONE_SIGN_IS_A_WORD = "\u2e80"  # from here on (Han, kana, Hangul) one sign can be a whole name


class Found(NamedTuple):
    """A person and why they match: document_number, document_number_begins, name, name_begins, name_in_latin."""

    person: Person
    reasons: tuple[str, ...]


class KnownDocument(NamedTuple):
    """A document already on record, and whose it is."""

    document: Document
    person: Person


class Sought(NamedTuple):
    """One word of a search: as typed (folded), and in Latin letters if that is something else."""

    word: str
    in_latin: str


def find_people(
    text: str, *, day: date | None = None, zone: str = "UTC", place: str = "", limit: int = 50
) -> list[Found]:
    """Persons whose document number or name the text gives; every word of it must match, in any order.

    `day` keeps those registered on that local day in `zone`, `place` those registered there. Best first, voided last.
    """
    reasons: dict[str, list[str]] = {}
    for subject, reason in (*_by_number(text, limit), *_by_name(sought_words(text), limit)):
        found = reasons.setdefault(subject, [])
        if reason not in found:
            found.append(reason)
    rows = Person.objects.filter(subject__in=list(reasons))
    if day is not None:
        begins, ends = day_bounds(day, zone)
        rows = rows.filter(registered_at__gte=begins, registered_at__lt=ends)
    if place:
        rows = rows.filter(place=place)
    order = {subject: at for at, subject in enumerate(reasons)}
    ranked = sorted(rows, key=lambda row: (row.voided, order[row.subject]))
    return [Found(row, tuple(reasons[row.subject])) for row in ranked[:limit]]


def documents_like(number: str, *, type: str = "", issuer: str = "", besides: str = "") -> list[KnownDocument]:
    """Documents on record with this number (spaces, dashes and case do not count), for the warning at the field.

    `type` and `issuer` keep those that say the same or nothing; `besides` leaves one person out.
    """
    key = number_key(number)
    if not key:
        return []
    rows = Document.objects.filter(number_key=key, withdrawn=False).exclude(subject=besides)
    rows = rows.filter(type__in=(type, "")) if type else rows
    rows = rows.filter(issuer__in=(issuer, "")) if issuer else rows
    found = list(rows.order_by("added_at", "id")[:20])
    people = {
        row.subject: row for row in Person.objects.filter(subject__in=[one.subject for one in found], voided=False)
    }
    return [KnownDocument(one, people[one.subject]) for one in found if one.subject in people]


def numbers_known_elsewhere(documents: Iterable[Document]) -> frozenset[str]:
    """The persons among whose documents is one with a number that stands on somebody else's record, too."""
    numbered = [one for one in documents if one.number_key]
    holders: dict[str, set[str]] = {}
    for key, subject in _NUMBER_ON.among({one.number_key for one in numbered}):
        holders.setdefault(key, set()).add(subject)
    others = {(one.subject, one.number_key): holders.get(one.number_key, set()) - {one.subject} for one in numbered}
    standing = {subject for (subject,) in _STANDING.among(set().union(*others.values()))}
    return frozenset(subject for (subject, _key), several in others.items() if several & standing)


def sought_words(text: str) -> list[Sought]:
    """The words of a search, the longest first: it narrows most."""
    words = dict.fromkeys(folded(text).split())
    pairs = [Sought(word, other if (other := latin(word)) != word else "") for word in words]
    return sorted(pairs, key=lambda pair: -len(pair.word))[:MOST_WORDS]


def _by_number(text: str, limit: int) -> Iterable[tuple[str, str]]:
    key = number_key(text)
    if len(key) < SHORTEST_NUMBER or not any(sign.isdigit() for sign in key):
        return
    rows = Document.objects.filter(withdrawn=False)
    for subject in rows.filter(number_key=key).values_list("subject", flat=True)[:limit]:
        yield subject, "document_number"
    begins = rows.filter(number_key__startswith=key).exclude(number_key=key)
    if connection.vendor == "sqlite":
        # SQLite does not use its index for LIKE with ESCAPE, which `startswith` writes.
        begins = rows.filter(number_key__gt=key, number_key__lt=_after(key))
    for subject in begins.order_by("number_key").values_list("subject", flat=True)[:limit]:
        yield subject, "document_number_begins"


def _by_name(words: Sequence[Sought], limit: int) -> Iterable[tuple[str, str]]:
    if not words:
        return
    exact = _subjects(words, limit, whole=True)
    prefixed = _subjects(words, limit, whole=False) if all(_may_be_prefix(pair.word) for pair in words) else []
    candidates = list(dict.fromkeys((*exact, *prefixed)))
    stored: dict[str, set[str]] = {}
    for subject, word in Name.objects.filter(subject__in=candidates).values_list("subject", "word"):
        stored.setdefault(subject, set()).add(word)
    for subject in candidates:
        yield subject, _name_reason(words, stored.get(subject, set()))


def _may_be_prefix(word: str) -> bool:
    return len(word) >= SHORTEST_PREFIX or word >= _ONE_SIGN_IS_A_WORD


def _name_reason(words: Sequence[Sought], stored: set[str]) -> str:
    if all(pair.word in stored for pair in words):
        return "name"
    if all(any(one.startswith(pair.word) for one in stored) for pair in words):
        return "name_begins"
    return "name_in_latin"


def _subjects(words: Sequence[Sought], limit: int, *, whole: bool) -> list[str]:
    """Subjects that have every word: one index walk for the longest word, one look by subject for each other."""
    conditions: list[str] = []
    arguments: list[str] = []
    for at, pair in enumerate(words):
        matching, values = _matching(f"n{at}", pair, whole=whole)
        exists = f"EXISTS (SELECT 1 FROM people_name n{at} WHERE n{at}.subject = n0.subject AND {matching})"
        conditions.append(matching if at == 0 else exists)
        arguments += values
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT n0.subject FROM people_name n0 WHERE {' AND '.join(conditions)} LIMIT %s",
            [*arguments, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _matching(table: str, pair: Sought, *, whole: bool) -> tuple[str, list[str]]:
    spellings = [spelling for spelling in pair if spelling]
    if whole:
        return f"{table}.word IN ({', '.join(['%s'] * len(spellings))})", spellings
    if connection.vendor == "sqlite":
        between = f"({table}.word >= %s AND {table}.word < %s)"
        bounds = [bound for spelling in spellings for bound in (spelling, _after(spelling))]
        return f"({' OR '.join([between] * len(spellings))})", bounds
    likes = " OR ".join([f"{table}.word LIKE %s"] * len(spellings))
    return f"({likes})", [f"{_escaped(spelling)}%" for spelling in spellings]


def _after(prefix: str) -> str:
    return prefix + "\U0010ffff"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
