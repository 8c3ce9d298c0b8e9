"""What may happen to a post."""

from typing import ClassVar

from safeconduct.kernel.facts import Fact


class PostOpened(Fact, frozen=True, kw_only=True):
    """A post came into service. Its name is public, so it stands in the nameless body."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "post"

    name: str
    letter: str
    zone: str
    type: str
    area: str = ""
    home_state: str = ""


FACTS = (PostOpened,)
