"""The cast of the whole suite is the cast here."""

from tests.conftest import cast, django_db_modify_db_settings_xdist_suffix, only_loopback

__all__ = ["cast", "django_db_modify_db_settings_xdist_suffix", "only_loopback"]
