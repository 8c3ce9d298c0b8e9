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
    """A node as the table sees it: the agency's names, the compartments it holds, to which agencies it wrote.

    An agency may be called by its code or by the id that its record has at a post; what a post calls it, the agency
    need not know: it takes `any_name`.
    """

    node: str
    profile: str
    names: frozenset[str] = frozenset()
    compartments: frozenset[str] = frozenset()
    wrote_to: frozenset[str] = frozenset()
    any_name: bool = False


@dataclass(frozen=True)
class Gift:
    """One line of the table: from whom, to whom, which audiences, whose streams, whose keys."""

    giver: str
    receiver: str
    audiences: str
    whose: Whose
    keys: Keys


TABLE = (
    # A referral goes to the agency it is made to, with the names in it; its answers go to those who wrote to it.
    Gift(POST, AGENCY, "referrals to the receiver", Whose.ANY, Keys.ALL),
    Gift(POST, AGENCY, "sealed for the receiver", Whose.ANY, Keys.ALL),
    Gift(AGENCY, POST, "answers to the receiver", Whose.OWN, Keys.THEIRS),
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
        if _is_named(line.audiences, audience, giver, receiver):
            return line
    return None


def _is_named(named: str, audience: str, giver: Party, receiver: Party) -> bool:
    family, dot, name = audience.partition(".")
    if f"{family}{dot}" == SEALED:
        return named == "sealed for the receiver" and name in receiver.compartments
    if f"{family}{dot}" != REFERRAL:
        return False
    if named == "referrals to the receiver":
        return name in receiver.names or (receiver.any_name and bool(name))
    # A post takes answers of an agency under that agency's names alone; the agency answers as it was called.
    called = giver.names | (receiver.wrote_to if giver.any_name else frozenset())
    return named == "answers to the receiver" and name in called
