"""A post's story, told once; `agency` is the agency's node on a database of its own, as it first hears of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.foundation.exchange.story import Story, told_story
from tests.foundation.exchange.two_nodes import forgotten


@pytest.fixture(scope="session")
def told(django_db_setup: None, django_db_blocker: Any) -> Story:
    """The story."""
    with django_db_blocker.unblock(), forgotten():
        return told_story()


@pytest.fixture
def agency(db: None, told: Story) -> Iterator[Any]:
    """The agency's node, open; it knows the post and has nothing of it yet."""
    with told.agency.sitting(keep=False) as opened:
        yield opened
