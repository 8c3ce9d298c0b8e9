"""The sentences of the rooms: one module a room, each with a dictionary SENTENCES from code to sentence."""

from importlib import import_module
from pkgutil import iter_modules

from safeconduct.foundation.web.texts import Sentence


def all_sentences() -> dict[str, Sentence]:
    """Every sentence of every module in this package. Raises ValueError where two modules claim a code."""
    found: dict[str, Sentence] = {}
    for module in sorted(one.name for one in iter_modules(__path__)):
        sentences = import_module(f"{__name__}.{module}").SENTENCES
        doubled = found.keys() & sentences.keys()
        if doubled:
            raise ValueError(f"two modules have a sentence for {', '.join(sorted(doubled))}")
        found.update(sentences)
    return found
