"""The desk of referrals, as a Django app (for its templates)."""

from django.apps import AppConfig


class ReferralsDeskConfig(AppConfig):
    """Label `referrals_desk`."""

    name = "safeconduct.desks.referrals"
    label = "referrals_desk"
