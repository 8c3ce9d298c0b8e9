"""Accountability, as a Django app."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    """Label `accountability`."""

    name = "safeconduct.domains.accountability"
    label = "accountability"
