"""Opens the data files of this package: each table once, with where it comes from."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

NAME_LANGUAGES = ("en", "fr", "ar", "es")
TABLES = ("states", "languages", "scripts", "lists")


class TableOrigin(NamedTuple):
    """Where a table comes from, as pages and exports print it."""

    version: str
    source: str
    licence: str


@cache
def table(name: str) -> Any:
    """The content of one of `TABLES`."""
    return json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))


def origin(name: str) -> TableOrigin:
    """Version, source and licence of one of `TABLES`; a list of `lists` is named `lists.<name>`."""
    whole = table(name.partition(".")[0])
    listed = name.partition(".")[2]
    source = whole["lists"][listed]["source"] if listed else whole.get("source", "see the source of each list")
    return TableOrigin(whole["version"], source, whole["licence"])


def name_in(names: Mapping[str, str], language: str) -> str:
    """The name in a language, in English if there is none."""
    return names.get(language.partition("-")[0].partition("_")[0], names["en"])
