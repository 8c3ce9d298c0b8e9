"""The tables of this room, as a Django app."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """Label `health`."""

    name = "safeconduct.domains.health"
    label = "health"
