"""Collect the words of all pages into the four catalogues and compile them (needs the Debian package gettext).

A new text enters as "# draft"; whoever has compared it in its place writes "# reviewed" instead.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "safeconduct"
LOCALE = SOURCE / "foundation" / "web" / "locale"
LANGUAGES = ("fr", "ar", "es")
MARKS = ("draft", "reviewed")

sys.path.insert(0, str(ROOT / "src"))


def collect() -> None:
    """Run Django's collector over the package."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.entrypoints.settings")
    import django
    from django.core.management import call_command

    django.setup()
    for language in LANGUAGES:
        (LOCALE / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    os.chdir(SOURCE)
    call_command(
        "makemessages",
        locale=list(LANGUAGES),
        add_location="file",
        no_obsolete=True,
        no_wrap=True,
        ignore_patterns=["*/tests/*"],
        verbosity=0,
    )


def catalogue(language: str) -> Path:
    """The catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def mark_new(language: str) -> None:
    """Give every text without a mark the mark of a draft, and drop what changes without meaning."""
    from babel.messages.pofile import read_po, write_po

    path = catalogue(language)
    with path.open("rb") as file:
        texts = read_po(file, locale=language)
    for text in texts:
        if text.id and not set(text.user_comments) & set(MARKS):
            text.user_comments.append("draft")
        text.flags.discard("fuzzy") if text.id and not text.string else None
    with path.open("wb") as file:
        write_po(file, texts, width=0, omit_header=False, include_lineno=False, sort_output=True)


def compile_all() -> None:
    """Write the compiled catalogues."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for language in LANGUAGES:
        with catalogue(language).open("rb") as file:
            texts = read_po(file, locale=language)
        with catalogue(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, texts)


if __name__ == "__main__":
    if "--compile" not in sys.argv:
        collect()
        for one in LANGUAGES:
            mark_new(one)
    compile_all()
