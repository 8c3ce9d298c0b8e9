"""This node is the agency's, and holds its compartments."""

import pytest
from django.conf import settings

from tests.desks.cases.scenes import furnish


@pytest.fixture
def agency(cast, monkeypatch):
    """Esther, Grace and Leila work on cases here."""
    monkeypatch.setattr(settings, "SAFECONDUCT_PROFILE", "agency")
    furnish(cast)
