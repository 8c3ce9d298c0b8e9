"""The tables of access, as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Label `access`."""

    name = "safeconduct.foundation.access"
    label = "access"
