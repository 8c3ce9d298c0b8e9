"""The word for every code of the code lists, translated. Which codes exist is decided by the rooms that own them.

A list is a dict from code to a lazily translated word; the order of the dict is the order on the page. A room adds
its own with `register_labels`. Countries and languages are not here: their names come from CLDR.
"""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Word = str | Promise

LABELS: dict[str, dict[str, Word]] = {
    "activation_state": {
        "ordinary": pgettext_lazy("activation state", "Ordinary"),
        "preparedness": pgettext_lazy("activation state", "Preparedness"),
        "response": pgettext_lazy("activation state", "Response"),
        "recovery": pgettext_lazy("activation state", "Recovery"),
    },
    "theme": {
        "auto": pgettext_lazy("theme", "Auto"),
        "day": pgettext_lazy("theme", "Day"),
        "night": pgettext_lazy("theme", "Night"),
        "sun": pgettext_lazy("theme", "Sun"),
    },
}


def register_labels(code_list: str, words: Mapping[str, Word]) -> None:
    """Add a list, or words to a list. A code that has a word keeps it: two rooms may not name one code twice."""
    known = LABELS.setdefault(code_list, {})
    doubled = known.keys() & words.keys()
    if doubled:
        raise ValueError(f"{code_list}: {', '.join(sorted(doubled))} named twice")
    known.update(words)


def label(code_list: str, code: str) -> Word:
    """The word for a code; a code without a word shows itself, so that nothing on a page is ever blank."""
    return LABELS.get(code_list, {}).get(code, code)


def choices(code_list: str, codes: Iterable[str] | None = None) -> list[tuple[str, Word]]:
    """Pairs for a form field: all codes of the list, or those given, in the order of the list."""
    words = LABELS[code_list]
    wanted = set(words if codes is None else codes)
    return [(code, word) for code, word in words.items() if code in wanted]
