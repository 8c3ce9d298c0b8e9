"""The cast of the whole suite is the cast here."""

from tests.conftest import cast, only_loopback

__all__ = ["cast", "only_loopback"]
