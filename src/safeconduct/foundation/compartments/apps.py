"""The compartments' tables, as a Django app."""

from django.apps import AppConfig


class CompartmentsConfig(AppConfig):
    """Label `compartments`."""

    name = "safeconduct.foundation.compartments"
    label = "compartments"
