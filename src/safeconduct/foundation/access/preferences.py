"""How each user likes the pages, and what the band says of an area: ordinary settings, read often, changed rarely."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from safeconduct.foundation.access.models import NodeSetting, Preference
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.kernel.problems import Refused

ACTIVATION_STATES = ("ordinary", "preparedness", "response", "recovery")
KEPT = ("language", "theme")
_SETTINGS = Lookup(NodeSetting, "area IN {many}")


def keep(user: str, name: str, value: str) -> None:
    """Remember a language or a theme for a user."""
    if name not in KEPT:
        raise ValueError(name)
    in_turn(lambda: Preference.objects.update_or_create(user=user, defaults={name: value}))


def apply(request: HttpRequest, user: str) -> None:
    """Put a user's language and theme into their session."""
    row = Preference.objects.filter(user=user).first()
    for name in KEPT:
        if row is not None and getattr(row, name):
            request.session[name] = getattr(row, name)


def table_of(user: str, name: str) -> dict[str, Any]:
    """How a user arranged a table; empty where they did not."""
    kept = Preference.objects.filter(user=user).values_list("tables", flat=True).first() or {}
    found = kept.get(name, {})
    return found if isinstance(found, dict) else {}


def keep_table(user: str, name: str, arranged: dict[str, Any]) -> None:
    """Remember how a user arranged a table; nothing of it stays where nothing was chosen."""

    def keep_it() -> None:
        row = Preference.objects.filter(user=user).first() or Preference(user=user)
        others = {kept: value for kept, value in (row.tables or {}).items() if kept != name}
        row.tables = {**others, name: arranged} if arranged else others
        row.save()

    in_turn(keep_it)


def setting_of(area: str) -> NodeSetting | None:
    """What stands for an area; that of all areas where it has none of its own."""
    rows = {row.area: row for row in _SETTINGS.among(("", area))}
    return rows.get(area) or rows.get("")


def settings_by_area() -> dict[str, NodeSetting]:
    """All that was set."""
    return {row.area: row for row in NodeSetting.objects.order_by("area")}


def set_area(area: str, *, activation_state: str, order_text: str = "", order_lapses: date | None = None) -> None:
    """Say what the band shows for an area. Refused: access.unknown_activation_state, access.order_text_too_long."""
    if activation_state not in ACTIVATION_STATES:
        raise Refused("access.unknown_activation_state")
    if len(order_text) > 120:
        raise Refused("access.order_text_too_long", limit=120)
    values = {"activation_state": activation_state, "order_text": order_text.strip(), "order_lapses": order_lapses}
    in_turn(lambda: NodeSetting.objects.update_or_create(area=area, defaults=values))
