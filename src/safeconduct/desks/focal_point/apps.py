"""The focal point's desk, as a Django app (for its templates)."""

from django.apps import AppConfig


class FocalPointConfig(AppConfig):
    """Label `focal_point`."""

    name = "safeconduct.desks.focal_point"
    label = "focal_point"
