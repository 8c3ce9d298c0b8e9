"""How the desk shows a nationality, a document number and a waiting time."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safeconduct.desks.border_post.slip import next_place_of, place_words
from safeconduct.foundation import codes
from safeconduct.foundation.web.templatetags.shell_tags import pictogram
from safeconduct.kernel.ids import new_id

register = template.Library()
SHOWN_ENDS = 3


@register.simple_tag
def nationality(code: str, second_line: bool = False) -> str:
    """The code with its name; outside second line, codes that speak of protection say no more than that."""
    if not code:
        return str(_("not known"))
    shown = codes.shown_code(code, second_line=second_line)
    if shown == codes.SEE_PROTECTION:
        return str(_("see protection"))
    return shown


@register.simple_tag
def nationality_name(code: str) -> str:
    """The name of a state in the language of the page."""
    return codes.state_name(code, (get_language() or "en").split("-")[0]) if code else str(_("not known"))


@register.simple_tag
def masked(number: str) -> str:
    """A document number as it stands in lists: the beginning and the end are enough to compare."""
    if len(number) <= 2 * SHOWN_ENDS:
        return number
    return f"{number[:SHOWN_ENDS]}•••{number[-SHOWN_ENDS:]}"


@register.simple_tag
def minutes_since(moment: datetime, now: datetime) -> str:
    """How long ago, in whole minutes or in hours and minutes."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 120:
        return str(_("{minutes} min").format(minutes=minutes))
    return str(_("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60))


@register.simple_tag
def fresh_id() -> str:
    """A new command id, for pages on which every row has a form of its own."""
    return new_id()


@register.simple_tag
def next_place(crossing: Any) -> SafeString:
    """Where the people go next, as their slip says it: picture and words."""
    place = next_place_of(crossing)
    return format_html('<span class="next-place">{} {}</span>', pictogram("place", place), place_words(place))
