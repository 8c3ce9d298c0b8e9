"""What stands around every page. The desks decide what it says; this room decides how it is shown.

The entrypoint names one function in settings, `SAFECONDUCT_SHELL = "dotted.path.to.function"`. It takes the
request and returns a `Shell`; the context processor `safeconduct.foundation.web.shell.shell` puts it into every
template as `shell`. Without the setting, or before sign-in, the function may return `Shell()`: then there is no
band, no navigation and no menu, and only `web/plain.html` should be used.

    Shell(
        language="ar",                # active language; direction follows from it unless given
        theme="night",                # auto, day, night or sun
        training=False,               # coloured line and watermark
        band=Band(activation_state="response", area="Northern province", order_text="Admission order 14",
                  order_lapses="lapses 12 March", post_name="Kadar Bridge", local_time=now, zone="UTC+2",
                  saved_count=1204, waiting_count=38),
        nav=[NavSection("Border post", [NavLink("Register", "/register/", key="2", current=True)])],
        user=User(name="Bilal K.", roles=["border officer"]),
        help_topic="registration",    # template web/help/<topic>.html, included in the help dialog
        languages=[("en", "English"), ("ar", "العربية")],
    )

Addresses left empty hide what they serve (`sign_out_url`, `lock_url`, `language_url`, `theme_url`, `band_url`,
`tables_url`).
Times are aware datetimes already in the post's zone; texts are translated by who builds them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import translation
from django.utils.module_loading import import_string

THEMES = ("auto", "day", "night", "sun")

# Sent by the pages that change them, so that the room of users may keep them: sender=request, name, value.
preference_chosen = Signal()


class NavLink(NamedTuple):
    label: str
    url: str
    key: str = ""
    current: bool = False


class NavSection(NamedTuple):
    title: str
    links: Sequence[NavLink]


@dataclass(frozen=True, slots=True)
class Band:
    """The first thing a tired person checks. Counts are of records; `zone` is read by people, such as "UTC+2"."""

    activation_state: str
    area: str
    post_name: str
    local_time: datetime
    zone: str = ""
    order_text: str = ""
    order_lapses: str = ""
    saved_count: int | None = None  # registered today at the post; None where nobody sits at one
    waiting_count: int | None = None  # None: this node exchanges with no hub

    @property
    def zone_name(self) -> str:
        return self.zone or offset_name(self.local_time)


@dataclass(frozen=True, slots=True)
class User:
    """Who sits here. `key` tells officers of one machine apart in the browser's own storage; it is never shown."""

    name: str
    roles: Sequence[str] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    language: str = ""
    direction: str = ""
    theme: str = "auto"
    training: bool = False
    band: Band | None = None
    nav: Sequence[NavSection] = ()
    user: User | None = None
    help_topic: str = ""
    languages: Sequence[tuple[str, str]] = ()
    agency: str = ""
    emblem: str = ""
    stylesheet: str = ""
    idle_seconds: int = 0
    sign_out_url: str = ""
    lock_url: str = ""
    language_url: str = ""
    theme_url: str = ""
    band_url: str = ""
    tables_url: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def active_language(self) -> str:
        return self.language or translation.get_language() or settings.LANGUAGE_CODE

    @property
    def active_direction(self) -> str:
        if self.direction:
            return self.direction
        return "rtl" if self.active_language.split("-")[0] in settings.LANGUAGES_BIDI else "ltr"

    @property
    def themes(self) -> tuple[str, ...]:
        return THEMES

    @property
    def help_templates(self) -> tuple[str, ...]:
        """The page's own help first; a page without one still opens the keys."""
        return (f"web/help/{self.help_topic}.html", "web/help/none.html")


def offset_name(moment: datetime) -> str:
    """The zone as an offset: UTC, UTC+2, UTC+5:30. A naive time has no name."""
    offset = moment.utcoffset()
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` for every template."""
    return {"shell": shell_of(request)}


def shell_of(request: HttpRequest) -> Shell:
    """The shell of this request, built once however many templates ask."""
    kept: Shell | None = getattr(request, "_safeconduct_shell", None)
    if kept is None:
        kept = _builder()(request)
        request._safeconduct_shell = kept  # type: ignore[attr-defined]
    return kept


def _builder() -> Callable[[HttpRequest], Shell]:
    path = getattr(settings, "SAFECONDUCT_SHELL", "")
    return _imported(path) if path else lambda request: Shell()


@cache
def _imported(path: str) -> Callable[[HttpRequest], Shell]:
    return import_string(path)
