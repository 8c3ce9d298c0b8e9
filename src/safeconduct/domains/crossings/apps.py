"""The tables of the crossings, as a Django app."""

from django.apps import AppConfig


class CrossingsConfig(AppConfig):
    """Label `crossings`."""

    name = "safeconduct.domains.crossings"
    label = "crossings"
