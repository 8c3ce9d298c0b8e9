"""The desk of cases, as a Django app (for its templates)."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Label `cases_desk`."""

    name = "safeconduct.desks.cases"
    label = "cases_desk"
