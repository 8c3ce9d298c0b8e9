"""The entrance, as a Django app (for its templates)."""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    """Label `entrance`."""

    name = "safeconduct.desks.entrance"
    label = "entrance"
