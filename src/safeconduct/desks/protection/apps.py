"""The protection desk, as a Django app (for its templates)."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Label `protection`."""

    name = "safeconduct.desks.protection"
    label = "protection_desk"
