"""Partners, as a Django app (for its tables)."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Label `partners`."""

    name = "safeconduct.domains.partners"
    label = "partners"
