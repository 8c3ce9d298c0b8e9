"""The tables of this room, as a Django app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Label `screening`."""

    name = "safeconduct.domains.screening"
    label = "screening"
