"""Small marks that every page uses: keys and their caps, tags, dots, bars, the size of a count."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from safeconduct.foundation.web.keeping import kept
from safeconduct.foundation.web.labels import label

register = template.Library()

KEY_SIGNS = {"Enter": "↵", "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc", "Backspace": "⌫"}
STATE_SIGNS = {"ordinary": "●", "preparedness": "◆", "response": "▲", "recovery": "■"}
PICTOGRAMS = frozenset({
    "need-doctor_now", "need-wheelchair", "need-interpreter", "need-child_care", "need-step_free",
    "place-bus", "place-information", "place-medical", "place-registration", "place-second_line", "place-wait",
})  # fmt: skip
BAR_HEIGHT, BAR_STEP, BAR_WIDTH = 56, 26, 23


@register.simple_tag
def key(keys: str) -> SafeString:
    """The cap that shows a key: {% key "Ctrl+Enter" %}. The element itself carries {% keyed "Ctrl+Enter" %}."""
    if not keys:
        return mark_safe("")
    caps = " ".join(KEY_SIGNS.get(part, part) for part in keys.split("+"))
    return format_html('<kbd class="key" dir="ltr" aria-hidden="true">{}</kbd>', caps)


@register.simple_tag
def keyed(keys: str) -> SafeString:
    """The attributes by which keys.js finds an element."""
    if not keys:
        return mark_safe("")
    shortcut = keys.replace("Ctrl", "Control")
    return format_html('data-key="{}" aria-keyshortcuts="{}"', keys, shortcut)


class KeptNode(template.Node):
    """A part of a page that is drawn once for what it is drawn from."""

    def __init__(
        self, name: str, parts: template.NodeList, drawn_from: Sequence[template.base.FilterExpression]
    ) -> None:
        self.name, self.parts, self.drawn_from = name, parts, drawn_from

    def render(self, context: template.Context) -> SafeString:
        values = tuple(one.resolve(context) for one in self.drawn_from)
        return kept((self.name, *values), lambda: self.parts.render(context))


@register.tag("kept")
def kept_part(parser: template.base.Parser, token: template.base.Token) -> KeptNode:
    """{% kept "nav" shell.nav %}…{% endkept %}: drawn once for each value of what follows the name, in each language.

    What is inside may depend on nothing else, and holds nothing about people: it outlives the request.
    """
    _tag, name, *drawn_from = token.split_contents()
    parts = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, parts, [parser.compile_filter(one) for one in drawn_from])


@register.simple_tag
def state_sign(state: str) -> str:
    return STATE_SIGNS.get(state, "●")


@register.simple_tag
def label_of(code_list: str, code: str) -> str:
    """The word for a code: {% label_of "sex" "F" %}."""
    return str(label(code_list, code))


@register.simple_tag(takes_context=True)
def band_time(context: template.Context, band: Any) -> SafeString:
    """Day, time and zone of the band; it says them twice, {% band_time band as moment %} draws them once."""
    engine = context.template.engine  # type: ignore[union-attr]  # there is one while it renders
    found: SafeString = engine.get_template("web/band_time.html").render(context.new({"band": band}))
    return found


@register.simple_tag
def pictogram(of: str, code: str) -> SafeString:
    """The picture of a need or a place, drawn beside its word: {% pictogram "need" "wheelchair" %}."""
    if f"{of}-{code}" not in PICTOGRAMS:
        return mark_safe("")
    address = static("web/pictograms.svg")
    return format_html('<svg class="pictogram" aria-hidden="true"><use href="{}#{}-{}"></use></svg>', address, of, code)


@register.filter
def count(value: int | None) -> str:
    """A count with the separators of the language: 1204 becomes 1,204."""
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)


@register.simple_tag
def saved_mark(where: str) -> SafeString:
    """Where a record is now: "node" (at this post), "hub", "waiting" (for the hub), "draft"."""
    tone, words = {
        "node": ("is-green", _("at post")),
        "hub": ("is-green", _("at post and hub")),
        "waiting": ("is-amber", _("waiting for hub")),
        "draft": ("is-amber", _("draft, not yet saved")),
    }[where]
    return format_html('<span class="dot {}">{}</span>', tone, words)


@register.simple_tag
def bars(values: Sequence[int], now: int | None = None, description: str = "") -> SafeString:
    """A row of bars as SVG, the highest filling the height; `now` is the index still growing.

    `description` says the message of the chart and is read aloud in its place.
    """
    return kept(("bars", tuple(values), now, str(description)), lambda: _bars(values, now, description))


def _bars(values: Sequence[int], now: int | None, description: str) -> SafeString:
    top = max(values, default=0) or 1
    heights = [round(value / top * BAR_HEIGHT, 1) for value in values]
    rects = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2"{}></rect>',
        (
            (i * BAR_STEP, BAR_HEIGHT - height, BAR_WIDTH, height, mark_safe(' class="now"') if i == now else "")
            for i, height in enumerate(heights)
        ),
    )
    width = max(len(values) * BAR_STEP - (BAR_STEP - BAR_WIDTH), 1)
    return format_html(
        '<svg class="bars" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        width,
        BAR_HEIGHT,
        description,
        rects,
    )


@register.inclusion_tag("web/pagination.html", takes_context=True)
def pages(context: dict[str, Any], page: Any, name: str = "page") -> dict[str, Any]:
    """Links to the pages of a Django `Page`, keeping the rest of the query: {% pages page %}."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    return {"page": page, "name": name, "query": query.urlencode()}


@register.simple_tag
def local_time(moment: Any) -> SafeString:
    """A moment in the post's zone, exact in the attribute: {% local_time crossing.recorded_at %}."""
    local = timezone.localtime(moment)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), local.strftime("%H:%M"))
