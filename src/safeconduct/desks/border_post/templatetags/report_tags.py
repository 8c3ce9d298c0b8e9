"""The charts of the daily report: hours as bars up for entries and down for exits; the number of a row as a bar."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from safeconduct.foundation.documents.daily_report import Hour

register = template.Library()
STEP, WIDE, HIGH, LABELS = 36, 26, 150, 16


@register.simple_tag
def hour_chart(hours: tuple[Hour, ...], description: str) -> SafeString:
    """Entries above the line, exits below it, each with its number; an hour nobody observed is hatched."""
    ins = [hour.entering if isinstance(hour.entering, int) else 0 for hour in hours]
    outs = [hour.leaving if isinstance(hour.leaving, int) else 0 for hour in hours]
    whole = (max(ins, default=0) + max(outs, default=0)) or 1
    scale = (HIGH - 3 * LABELS) / whole
    line = round(max(ins, default=0) * scale, 1) + LABELS
    bars = []
    for place, (hour, into, out) in enumerate(zip(hours, ins, outs, strict=True)):
        bars.append(_hour(place * STEP, line, hour, round(into * scale, 1), round(out * scale, 1)))
    return format_html(
        '<svg class="hour-chart" viewBox="0 0 {} {}" role="img" aria-label="{}"><defs><pattern id="unobserved" '
        'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line x1="0" y1="0" x2="0" y2="6"></line></pattern></defs>{}'
        '<line class="axis" x1="0" x2="{}" y1="{}" y2="{}"></line></svg>',
        len(hours) * STEP, HIGH, description, format_html_join("", "{}", ((bar,) for bar in bars)),
        len(hours) * STEP, line, line,
    )  # fmt: skip


def _hour(left: int, line: float, hour: Hour, into: float, out: float) -> SafeString:
    middle = left + STEP / 2
    edge = left + (STEP - WIDE) / 2
    parts: list[Any] = []
    if not hour.minutes_observed:
        parts.append(format_html('<rect class="unobserved" x="{}" y="0" width="{}" height="{}"></rect>',
                                 left, STEP, HIGH - LABELS))  # fmt: skip
    if into:
        parts.append(_bar("in", edge, line - into, into, middle, line - into - 4, hour.entering))
    if out:
        parts.append(_bar("out", edge, line, out, middle, line + out + 12, hour.leaving))
    parts.append(format_html('<text class="hour" x="{}" y="{}">{}</text>', middle, HIGH - 2, hour.starts))
    return format_html_join("", "{}", ((part,) for part in parts))


def _bar(kind: str, left: float, top: float, high: float, middle: float, base: float, number: Any) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"></rect><text x="{}" y="{}">{}</text>',
        kind, left, top, WIDE, high, middle, base, number,
    )  # fmt: skip


@register.simple_tag
def row_bar(share: float) -> SafeString:
    """A bar of so many hundredths of its cell; the number beside it says the same."""
    return format_html('<svg class="row-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
                       '<rect x="0" y="0" width="{}" height="8"></rect></svg>', share)  # fmt: skip
