"""Recordings of the phrases, where a post has made some: `audio/<language>/<phrase>.mp3` beside the node's files."""

from pathlib import Path

from django.conf import settings

from safeconduct.domains.screening import queries

FOLDER = "audio"
ENDINGS = (".mp3", ".ogg", ".m4a", ".wav")


def recording_of(language: str, code: str) -> Path | None:
    """The file of a phrase in a language; both are looked up, never taken from an address as they come."""
    card = queries.card_in_force()
    if code not in card.phrases or language not in card.languages:
        return None
    folder = Path(settings.HOME) / FOLDER / language
    return next((path for ending in ENDINGS if (path := folder / f"{code}{ending}").is_file()), None)
