"""The journal's tables, as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Label `journal`: entries, heads, keys and the marks of work still to do."""

    name = "safeconduct.foundation.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
