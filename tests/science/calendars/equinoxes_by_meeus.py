"""March equinoxes by Meeus, Astronomical Algorithms, 2nd edition, chapter 27 (tables 27.B and 27.C)."""

import math
from datetime import date, timedelta

_TERMS = (
    *((485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112)),
    *((156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906)),
    *((70, 243.58, 9037.513), (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226)),
    *((45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417), (18, 155.12, 67555.328)),
    *((17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848)),
    *((12, 287.11, 31931.756), (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074)),
)
_TEHRAN_CLOCK = timedelta(hours=3, minutes=30)
_DAYS_BEFORE_ORDINAL_NOUGHT = 1721424.5


def march_equinox(year: int) -> float:
    """Julian day of the equinox in dynamical time, right within a few minutes for 1800 to 2200."""
    y = (year - 2000) / 1000
    mean = 2451623.80984 + 365242.37404 * y + 0.05169 * y**2 - 0.00411 * y**3 - 0.00057 * y**4
    t = (mean - 2451545) / 36525
    w = math.radians(35999.373 * t - 2.47)
    stretch = 1 + 0.0334 * math.cos(w) + 0.0007 * math.cos(2 * w)
    periodic = sum(a * math.cos(math.radians(b + c * t)) for a, b, c in _TERMS)
    return mean + 0.00001 * periodic / stretch


def tehran_new_year(year: int) -> tuple[date, float]:
    """The day the Solar Hijri year starts by definition, and how many minutes after noon the equinox falls."""
    days = march_equinox(year) + _TEHRAN_CLOCK / timedelta(days=1) - _DAYS_BEFORE_ORDINAL_NOUGHT
    day, of_day = divmod(days, 1)
    after_noon = (of_day - 0.5) * 24 * 60
    return date.fromordinal(int(day) + (after_noon >= 0)), after_noon
