"""Who gives which streams to whom: whole streams, by audience. What this table does not name is never given.

`register` (identities, crossings) and `access` (who looked at whom) leave a post for no agency.
"""

from dataclasses import dataclass
from enum import StrEnum

POST, AGENCY = "post", "agency"
PROFILES = (POST, AGENCY)  # the hub follows
REFERRAL, SEALED = "referral.", "sealed."


class Whose(StrEnum):
    """Streams of which writers are given: one's own, or those of others that one carries too."""

    OWN = "own"
    ANY = "any"


class Keys(StrEnum):
    """Keys of which subjects are given beside the entries: of all in them, or of those the receiver wrote about."""

    ALL = "all"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Party:
    """A node as the table sees it."""

    node: str
    profile: str
    agency: str = ""
    compartments: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gift:
    """One line of the table: from whom, to whom, which audiences, whose streams, whose keys."""

    giver: str
    receiver: str
    audiences: str
    whose: Whose
    keys: Keys


TABLE = (
    # A referral goes to the agency it is made to, with the names in it; its answers come back to the posts.
    Gift(POST, AGENCY, "referral of the receiver", Whose.ANY, Keys.ALL),
    Gift(POST, AGENCY, "sealed for the receiver", Whose.ANY, Keys.ALL),
    Gift(AGENCY, POST, "referral of the giver", Whose.OWN, Keys.THEIRS),
)


def gift(giver: Party, receiver: Party, audience: str, writer: str) -> Gift | None:
    """The line by which `giver` gives `receiver` the stream of `writer` for this audience; None: it is not given."""
    if writer == receiver.node:
        return None
    for line in TABLE:
        if (line.giver, line.receiver) != (giver.profile, receiver.profile):
            continue
        if line.whose is Whose.OWN and writer != giver.node:
            continue
        if audience in _audiences(line.audiences, giver, receiver):
            return line
    return None


def _audiences(named: str, giver: Party, receiver: Party) -> frozenset[str]:
    match named:
        case "referral of the receiver":
            agencies = {receiver.agency}
        case "referral of the giver":
            agencies = {giver.agency}
        case _:
            return frozenset(f"{SEALED}{code}" for code in receiver.compartments)
    return frozenset(f"{REFERRAL}{agency}" for agency in agencies if agency)
