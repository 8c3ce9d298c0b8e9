"""The tables of this room, as a Django app."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Label `protection_room`: the desk beside it has the shorter one."""

    name = "safeconduct.domains.protection"
    label = "protection_room"
