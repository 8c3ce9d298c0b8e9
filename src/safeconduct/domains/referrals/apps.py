"""Referrals, as a Django app (for its tables)."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Label `referrals`."""

    name = "safeconduct.domains.referrals"
    label = "referrals"
