"""The health desk, as a Django app (for its templates)."""

from django.apps import AppConfig


class HealthDeskConfig(AppConfig):
    """Label `health_desk`."""

    name = "safeconduct.desks.health"
    label = "health_desk"
