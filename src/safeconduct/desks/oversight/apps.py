"""Oversight, as a Django app (for its templates)."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Label `oversight`."""

    name = "safeconduct.desks.oversight"
    label = "oversight"
