"""Administration, as a Django app (for its templates)."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """Label `administration`."""

    name = "safeconduct.desks.administration"
    label = "administration"
