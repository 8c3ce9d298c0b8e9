"""How a referral reads on a page: its state and urgency as tags, and by when something is awaited."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from safeconduct.desks.referrals.words import STATE_COLOURS, URGENCY_COLOURS
from safeconduct.foundation.web.labels import label

register = template.Library()


@register.simple_tag
def state_tag(row: Any) -> SafeString:
    """The state in force, as a tag."""
    state = row.shown_state
    return format_html('<span class="tag {}">{}</span>', STATE_COLOURS.get(state, ""), label("referral_state", state))


@register.simple_tag
def urgency_tag(row: Any) -> SafeString:
    """How soon, as a tag; what is not urgent has none."""
    colour = URGENCY_COLOURS.get(row.urgency, "amber")
    return format_html('<span class="tag {}">{}</span>', colour, label("referral_urgency_short", row.urgency))


@register.simple_tag
def due(row: Any, level: str) -> SafeString:
    """By when the next thing is awaited, and to whom it has risen."""
    if row.due_at is None:
        return mark_safe("–")
    moment = format_html('<bdi class="nowrap">{}</bdi>', _moment(row.due_at))
    if not level:
        return moment
    words = {
        "desk": _("overdue"), "coordinator": _("overdue, with the coordinator"),
        "oversight": _("overdue, with oversight"),
    }[level]  # fmt: skip
    return format_html('{} <span class="tag {}">{}</span>', moment, "amber" if level == "desk" else "red", words)


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j M H:i")
