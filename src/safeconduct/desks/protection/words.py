"""Words of this desk for codes of partners; and languages as people type them, in a line."""

from collections.abc import Iterable

from django.utils.translation import get_language, pgettext_lazy

from safeconduct.foundation import codes
from safeconduct.foundation.web.labels import register_labels
from safeconduct.kernel.problems import Refused

register_labels(
    "contact_part",
    {
        "focal_point": pgettext_lazy("contact part", "Focal point"),
        "deputy": pgettext_lazy("contact part", "Deputy"),
    },
)
register_labels(
    "access_what",
    {
        "directory": pgettext_lazy("access log", "The service directory"),
    },
)
register_labels(
    "agreement_standing",
    {
        "": pgettext_lazy("agreement standing", "No agreement"),
        "draft": pgettext_lazy("agreement standing", "Draft"),
        "in_force": pgettext_lazy("agreement standing", "In force"),
        "expiring": pgettext_lazy("agreement standing", "In force, ends soon"),
        "not_yet": pgettext_lazy("agreement standing", "Not yet valid"),
        "lapsed": pgettext_lazy("agreement standing", "Lapsed"),
        "suspended": pgettext_lazy("agreement standing", "Suspended"),
        "ended": pgettext_lazy("agreement standing", "Ended"),
    },
)
register_labels(
    "agreement_move",
    {
        "in_force": pgettext_lazy("agreement move", "Bring into force"),
        "suspended": pgettext_lazy("agreement move", "Suspend"),
        "ended": pgettext_lazy("agreement move", "End"),
    },
)
STANDING_COLOURS = {
    "in_force": "green", "expiring": "amber", "not_yet": "blue", "draft": "blue", "suspended": "red", "lapsed": "red",
    "ended": "", "": "amber",
}  # fmt: skip


def own_language() -> str:
    """The language of the page, without its region."""
    return (get_language() or "en").split("-")[0]


def language_names(given: Iterable[str]) -> str:
    """Languages by name, in a line."""
    return ", ".join(codes.language_name(code, own_language()) for code in given)


def language_codes(line: str) -> tuple[str, ...]:
    """The codes of languages typed in a line, by name in any language or by code. Refused: protection.language."""
    found = []
    for word in filter(None, (part.strip() for part in line.replace("،", ",").replace(";", ",").split(","))):
        known = codes.language(word)
        named = codes.find_languages(word, own_language())
        if known is None and not named:
            raise Refused("protection.language", field="languages", value=word)
        found.append((known or named[0]).code)
    return tuple(dict.fromkeys(found))
