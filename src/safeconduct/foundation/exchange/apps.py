"""The exchange's tables, as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Label `exchange`."""

    name = "safeconduct.foundation.exchange"
    label = "exchange"
