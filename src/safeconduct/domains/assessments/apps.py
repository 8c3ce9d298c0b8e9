"""Assessments, as a Django app (for its tables)."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Label `assessments`."""

    name = "safeconduct.domains.assessments"
    label = "assessments"
