"""The tables of this room, as a Django app."""

from django.apps import AppConfig


class LibertyConfig(AppConfig):
    """Label `liberty`."""

    name = "safeconduct.domains.liberty"
    label = "liberty"
