"""What a post wrote for an agency, told once and kept in memory: bundles, keys, files, and the rows it has itself."""

from dataclasses import dataclass, field, replace
from typing import Any

from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys
from safeconduct.foundation.exchange.files import write_files
from safeconduct.foundation.exchange.gathering import Most
from safeconduct.foundation.exchange.introduction import own_introduction
from safeconduct.kernel.ids import derived_id
from tests.foundation.exchange.two_nodes import (
    AGENCY,
    AGENCY_CODE,
    POST,
    Machine,
    Told,
    act,
    bundle,
    introduced,
    parcel,
    rows_of,
    seal,
    subjects_of,
    tell,
)

SIZES = (1, 2, 3, 5, 100)
OTHERS = derived_id("told to others")


@dataclass(repr=False)
class Story:
    """`bundles` by where they begin and how many entries they hold at most."""

    post: Machine = field(default_factory=lambda: Machine(POST, "post"))
    agency: Machine = field(default_factory=lambda: Machine(AGENCY, "agency", AGENCY_CODE))
    stranger: Machine = field(default_factory=lambda: Machine(AGENCY, "agency", AGENCY_CODE))  # before it knew the post
    introduction: bytes = b""
    identity: Any = None  # the post's signing key
    bundles: dict[Any, bytes] = field(default_factory=dict)
    keys: bytes = b""
    files: Any = None
    rows: dict[str, Any] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)
    sealed: dict[str, Any] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)

    @property
    def entries(self) -> int:
        """How many entries the agency is given."""
        return sum(self.given.values())

    def of_size(self, size: int) -> list[bytes]:
        """The bundles of one split, in order."""
        return [part for (_, of), part in sorted(self.bundles.items()) if of == size]


def told_story() -> Story:
    """A post that seals, tells, and tells again of the same subjects; and what it would send."""
    story = Story()
    with story.agency.sitting():
        register_compartment(act(), compartment="legal", agency=AGENCY_CODE, public=make_keys("legal"))
        agency_introduction = own_introduction(address="127.0.0.1:8481")
    with story.post.sitting() as here:
        story.identity = here.identity
        story.introduction = own_introduction(address="127.0.0.1:8480")
        agency = introduced(agency_introduction)
        _write(story)
        _pack(story, agency)
        story.subjects = subjects_of("referral.") - {OTHERS} | subjects_of("sealed.")
        story.rows = rows_of(story.subjects)
    story.stranger = replace(story.agency)
    with story.agency.sitting():
        introduced(story.introduction)
    return story


def _write(story: Story) -> None:
    subjects = [derived_id("told", number) for number in range(4)]
    for number in range(8):
        tell(
            *(
                (subjects[(number + one) % 4], Told(agency=AGENCY_CODE, number=number, words=f"w{number}"))
                for one in range(1 + number % 3)
            )
        )
        story.sealed[seal("legal", {"note": number})] = {"note": number}
    tell((OTHERS, Told(agency="hill_aid", number=1, words="for others")))


def _pack(story: Story, agency: Any) -> None:
    for size in SIZES:
        holds: dict[str, int] = {}
        while step := bundle(agency, holds, Most(entries=size)):
            story.bundles[tuple(sorted(holds.items())), size] = step[0]
            holds = step[1]
        story.given = holds
    keys = parcel(agency, story.given, {})
    assert keys is not None
    story.keys = keys
    story.files = write_files(agency)
