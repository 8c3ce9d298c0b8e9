"""Refuses a catalogue in which a text is missing, empty, unmarked, or has other placeholders than the English."""

import gettext
import re
import sys
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from messages import LANGUAGES, MARKS, ROOT, catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


def placeholders(text: str) -> set[str]:
    """What is filled into a text."""
    return set(PLACEHOLDER.findall(text))


def faults(language: str, text: Message) -> list[str]:
    """What is wrong with one text."""
    singular = text.id if isinstance(text.id, str) else text.id[0]
    plural = text.id if isinstance(text.id, str) else text.id[1]
    strings = [text.string] if isinstance(text.string, str) else list(text.string)
    found = []
    if not all(strings):
        found.append("not translated")
    if "fuzzy" in text.flags:
        found.append("fuzzy")
    if len(set(text.user_comments) & set(MARKS)) != 1:
        found.append("neither draft nor reviewed")
    allowed = placeholders(singular) | placeholders(plural)
    for string in strings:
        if string and not placeholders(string) <= allowed:
            found.append(f"unknown placeholder {placeholders(string) - allowed}")
    if isinstance(text.id, str) and strings[0] and placeholders(strings[0]) != allowed:
        found.append(f"missing placeholder {allowed - placeholders(strings[0])}")
    return [f"{language}: {singular[:60]!r}: {fault}" for fault in found]


def check(language: str) -> list[str]:
    """All faults of one catalogue, and whether its compiled form is up to date."""
    path = catalogue(language)
    with path.open("rb") as file:
        texts = [text for text in read_po(file, locale=language) if text.id]
    found = [fault for text in texts for fault in faults(language, text)]
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for text in texts:
        if isinstance(text.id, str) and text.string:
            said = compiled.pgettext(text.context, text.id) if text.context else compiled.gettext(text.id)
            if said != text.string:
                found.append(f"{language}: {text.id[:60]!r}: compiled catalogue is older: run make messages")
    return found


def uncollected() -> list[str]:
    """Texts of templates and modules that stand in no catalogue."""
    with catalogue(LANGUAGES[0]).open("rb") as file:
        known = {text.id if isinstance(text.id, str) else text.id[0] for text in read_po(file) if text.id}
    pattern = re.compile(r'\{%\s*translate\s+"([^"]+)"')
    used: set[str] = set()
    for path in (ROOT / "src").rglob("*.html"):
        used |= set(pattern.findall(Path(path).read_text(encoding="utf-8")))
    return [f"not collected: {text[:60]!r}: run make messages" for text in sorted(used - known)]


if __name__ == "__main__":
    problems = uncollected() + [fault for language in LANGUAGES for fault in check(language)]
    for problem in problems[:40]:
        print(problem)
    if problems:
        sys.exit(f"{len(problems)} texts need work")
    print("every text is there in every language")
