"""The desk of liberty, as a Django app (for its templates)."""

from django.apps import AppConfig


class LibertyDeskConfig(AppConfig):
    """Label `liberty_desk`."""

    name = "safeconduct.desks.liberty"
    label = "liberty_desk"
