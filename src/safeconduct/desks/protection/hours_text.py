"""Weekly hours as people write and read them: `Mon-Fri 08:00-17:00; Sat 09:00-12:00`, in any of the languages."""

import re
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from safeconduct.domains.referrals.opening import ALWAYS, DAYS, Opening
from safeconduct.foundation.codes.finding import folded
from safeconduct.kernel.problems import Refused

_TIMES = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-–—]\s*(\d{1,2})(?::(\d{2}))?\s*$")
_DIGITS = {ord(sign): str(value) for value, sign in enumerate("٠١٢٣٤٥٦٧٨٩")} | {
    ord(sign): str(value) for value, sign in enumerate("۰۱۲۳۴۵۶۷۸۹")
}
_ALWAYS = ("24/7", "24h", "always")


def read_hours(text: str) -> tuple[Opening, ...]:
    """The hours in a text. Refused: referrals.hours_shape."""
    plain = text.translate(_DIGITS).replace("؛", ";").replace("،", ",").strip()
    if not plain:
        return ()
    if plain.casefold() in _ALWAYS or folded(plain) == folded(_("always")):
        return ALWAYS
    return tuple(_opening(part.strip()) for part in plain.replace("\n", ";").split(";") if part.strip())


def _opening(part: str) -> Opening:
    times = _TIMES.search(part)
    if times is None:
        raise Refused("referrals.hours_shape", field="hours")
    begin_hour, begin_minute, end_hour, end_minute = times.groups()
    days = part[: times.start()].strip(" ,:")
    opens, closes = f"{int(begin_hour):02d}:{begin_minute or '00'}", f"{int(end_hour):02d}:{end_minute or '00'}"
    return Opening(_days(days) if days else DAYS, opens, closes)


def _days(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in text.split(","):
        ends = [_day(word) for word in re.split(r"\s*[-–—]\s*", part.strip())]
        if len(ends) == 1:
            found.append(ends[0])
        elif len(ends) == 2:
            first, last = DAYS.index(ends[0]), DAYS.index(ends[1])
            found += [DAYS[place % 7] for place in range(first, last + 1 if last >= first else last + 8)]
        else:
            raise Refused("referrals.hours_shape", field="hours")
    return tuple(day for day in DAYS if day in found)


def _day(word: str) -> str:
    wanted = folded(word)
    exact = _names().get(wanted)
    if exact:
        return exact
    fitting = {code for name, code in _names().items() if len(wanted) >= 2 and name.startswith(wanted)}
    if len(fitting) != 1:
        raise Refused("referrals.hours_shape", field="hours")
    return fitting.pop()


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for names in (WEEKDAYS, WEEKDAYS_ABBR):
                found |= {folded(str(names[place])): code for place, code in enumerate(DAYS)}
    return found | {code.casefold(): code for code in DAYS}


def hours_text(hours: Iterable[Opening]) -> str:
    """The hours in the language of the page; `read_hours` reads what it writes."""
    listed = tuple(hours)
    if listed == ALWAYS:
        return _("always")
    return "; ".join(f"{_days_text(one.days)} {one.opens}-{one.closes}" for one in listed)


def _days_text(days: tuple[str, ...]) -> str:
    places = [DAYS.index(day) for day in days if day in DAYS]
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    parts = [f"{_short(run[0])}-{_short(run[-1])}" if len(run) > 2 else ", ".join(map(_short, run)) for run in runs]
    return ", ".join(parts)


def _short(place: int) -> str:
    return str(WEEKDAYS_ABBR[place])


def hours_codes(hours: Iterable[Opening]) -> str:
    """The hours in codes, for files: the same in every language."""
    listed = tuple(hours)
    if listed == ALWAYS:
        return "24/7"
    return "; ".join(f"{','.join(one.days)} {one.opens}-{one.closes}" for one in listed)
