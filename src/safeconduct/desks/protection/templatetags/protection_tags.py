"""How codes of this desk read on a page: a tag for a standing, words for a list of codes."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.desks.protection.hours_text import hours_text
from safeconduct.desks.protection.sealed_notices import notices_for
from safeconduct.desks.protection.words import STANDING_COLOURS, language_names
from safeconduct.domains.referrals.opening import Opening
from safeconduct.foundation.web.labels import LABELS, label

register = template.Library()


@register.inclusion_tag("protection/sealed_notices.html", takes_context=True)
def sealed_notices(context: template.Context) -> dict[str, Any]:
    """What waits sealed on an agency's node, by number; nothing elsewhere."""
    request = context.get("request")
    return {"notices": notices_for(request) if request is not None else []}


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


@register.simple_tag
def hours(given: Iterable[Opening]) -> str:
    """Weekly hours in words; a dash where none are known."""
    return hours_text(given) or "–"


@register.simple_tag
def ages(service: Any) -> str:
    """From and up to which age a service is."""
    least, most = service.least_age, service.most_age
    if least is None:
        return _("up to {age}").format(age=most)
    return _("from {age}").format(age=least) if most is None else f"{least}–{most}"


@register.simple_tag
def takes_people(service: Any) -> SafeString:
    """Whether a service takes people now, and how many more, as a tag."""
    if "is_open" in service.contested:
        return format_html('<span class="tag amber">{}</span>', _("call first"))
    if not service.is_open or service.capacity == 0:
        return format_html('<span class="tag red">{}</span>', _("takes nobody"))
    words = _("takes people") if service.capacity is None else _places(service.capacity)
    return format_html('<span class="tag green">{}</span>', words)


def _places(number: int) -> str:
    return ngettext("{number} place", "{number} places", number).format(number=number)
