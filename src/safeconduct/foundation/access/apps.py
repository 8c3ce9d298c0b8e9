"""The tables of access, as a Django app; the words of its codes."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Label `access`."""

    name = "safeconduct.foundation.access"
    label = "access"

    def ready(self) -> None:
        """Make the words of this room's codes known to the pages."""
        from safeconduct.foundation.access.words import WORDS
        from safeconduct.foundation.web.labels import LABELS, register_labels

        for code_list, words in WORDS.items():
            if code_list not in LABELS:
                register_labels(code_list, words)
