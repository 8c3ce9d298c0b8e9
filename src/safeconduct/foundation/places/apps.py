"""The places' tables, as a Django app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Label `places`."""

    name = "safeconduct.foundation.places"
    label = "places"
