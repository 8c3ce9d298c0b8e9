"""How codes of this desk read on a page: a tag for a standing, words for a list of codes."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from safeconduct.desks.protection.words import STANDING_COLOURS, language_names
from safeconduct.foundation.web.labels import LABELS, label

register = template.Library()


@register.simple_tag
def agreement_tag(standing: str) -> SafeString:
    """How an agreement stands, as a tag."""
    return format_html(
        '<span class="tag {}">{}</span>', STANDING_COLOURS.get(standing, ""), label("agreement_standing", standing)
    )


@register.simple_tag
def labels_of(code_list: str, codes: Iterable[str]) -> str:
    """The words of several codes in a line, in the order of their list; a dash for none."""
    order = list(LABELS.get(code_list, ()))
    found = sorted(codes, key=lambda code: order.index(code) if code in order else len(order))
    return ", ".join(str(label(code_list, code)) for code in found) or "–"


@register.simple_tag
def languages(codes: Iterable[str]) -> str:
    """The names of several languages in a line; a dash for none."""
    return language_names(codes) or "–"
