"""A browser without a browser: Django's test client, signed in as one of the cast and sitting at the post."""

from collections.abc import Callable

import pytest
from django.test import Client

from safeconduct.foundation.access.sessions import POST, USER


@pytest.fixture
def desk(cast) -> Callable[[str], Client]:
    """`desk("bilal")` is a client signed in as Bilal at Kadar Bridge."""

    def signed_in(who: str, post: str | None = None) -> Client:
        client = Client()
        session = client.session
        session[USER] = cast.ids[who]
        session[POST] = post or cast.post
        session.save()
        return client

    return signed_in
