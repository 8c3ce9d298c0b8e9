"""Distances on the Earth: plain numbers in and out."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius R1, IUGG 1980 (GRS 80)


def great_circle_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Kilometres between two points, each (latitude, longitude) in degrees, on a sphere of the Earth's mean radius.

    Haversine formula (Sinnott, Sky and Telescope 68, 1984): exact also for points close together. The Earth's
    flattening makes it wrong by at most half a percent.
    """
    (lat1, lon1), (lat2, lon2) = ((radians(latitude), radians(longitude)) for latitude, longitude in (first, second))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))
