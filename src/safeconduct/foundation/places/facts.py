"""What may happen to a post, and which paper forms were printed for it."""

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


class FormsIssued(Fact, frozen=True):
    """Blank registration forms were printed: so many serials from the first. The subject is the batch."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "form_batch"

    post: str
    first: int
    count: int


FACTS = (PostOpened, FormsIssued)
