"""Who may, for what purposes, and where: the leaves that the doors in wiring.py are hung with.

Read so: these roles may, for these purposes, at a post of theirs or at the node itself. Leaves add up.
"""

from collections.abc import Iterable

from safeconduct.domains.screening.rules import SIGNERS
from safeconduct.foundation.access.roles import (
    ADMINISTRATOR,
    BORDER_OFFICER,
    FOCAL_POINT,
    HEALTH_OFFICER,
    OVERSIGHT,
    PARTNER,
    POST_SUPERVISOR,
    PROTECTION_COORDINATOR,
    PROTECTION_OFFICER,
    PURPOSES,
    REFERRAL_OFFICER,
    STAFF,
    SYSTEM,
)
from safeconduct.foundation.dispatch.house import ANYWHERE, AT_NODE, AT_POST, Leave

WORK = frozenset({"border_control", "protection"})
ADMINISTRATION = frozenset({"administration"})


def may(*roles: str, purposes: Iterable[str], at: frozenset[str]) -> tuple[Leave]:
    """These roles may, for these purposes, there."""
    return (Leave(frozenset(roles), frozenset(purposes), at),)


AT_A_DESK = (BORDER_OFFICER, POST_SUPERVISOR)
HEALTH = may(HEALTH_OFFICER, purposes=["health"], at=AT_POST)
DESK = may(*AT_A_DESK, purposes=WORK, at=AT_POST)
SUPERVISOR = may(POST_SUPERVISOR, purposes=WORK, at=AT_POST)
ADMIN = may(ADMINISTRATOR, purposes=ADMINISTRATION, at=ANYWHERE)
SETTING_UP = may(SYSTEM, purposes=ADMINISTRATION, at=AT_NODE)
NODE = ADMIN + SETTING_UP
RESETTING = ADMIN + may(POST_SUPERVISOR, purposes=ADMINISTRATION, at=AT_POST)
COORDINATING = NODE + may(PROTECTION_COORDINATOR, purposes=ADMINISTRATION | {"protection"}, at=ANYWHERE)
CALLING = COORDINATING + DESK
REFERRING = DESK + may(PROTECTION_COORDINATOR, purposes=["protection"], at=ANYWHERE)
REVIEWING = may(PROTECTION_COORDINATOR, purposes=["protection"], at=ANYWHERE) + may(
    OVERSIGHT, purposes=["oversight"], at=ANYWHERE
)
AT_AN_AGENCY = may(REFERRAL_OFFICER, purposes=["protection"], at=ANYWHERE)
# What follows of itself is done in the name of the post where it began.
FOLLOWING = DESK + may(SYSTEM, purposes=["border_control"], at=AT_POST)
# Each for themselves, before and after they have chosen a post.
OWN_PROOFS = may(*STAFF, purposes=ADMINISTRATION, at=ANYWHERE)
SIGNING_IN = may(*STAFF, PARTNER, purposes=ADMINISTRATION, at=AT_NODE)
# Whoever is shown people is shown them for a purpose of their role; who works at a post, there.
LOOKING = tuple(
    Leave(frozenset({role}), frozenset(PURPOSES[role]), AT_POST if role in (*AT_A_DESK, HEALTH_OFFICER) else ANYWHERE)
    for role in sorted(STAFF)
)
SIGNING = tuple(one for one in LOOKING if one.roles <= SIGNERS)
CONFIDENTIAL = may(PROTECTION_OFFICER, purposes=["protection"], at=ANYWHERE)
# The protection duty officer: at a post's node the coordinator, on the agency's own node its protection officer.
PROTECTING = may(PROTECTION_COORDINATOR, PROTECTION_OFFICER, purposes=["protection"], at=ANYWHERE)
COORDINATOR = may(PROTECTION_COORDINATOR, purposes=["protection"], at=ANYWHERE)
OVERSEEING = may(OVERSIGHT, purposes=["oversight"], at=ANYWHERE)
# Who writes down that somebody is held: at the post where it is so.
HOLDING = SUPERVISOR + may(PROTECTION_COORDINATOR, purposes=["protection"], at=AT_POST)
WATCHING = PROTECTING + may(OVERSIGHT, purposes=["oversight"], at=ANYWHERE)
# What sharing, a node or a use may do to people: written by whoever sets it up, signed by protection or oversight.
ASSESSING = ADMIN + PROTECTING
RECEIVING = may(FOCAL_POINT, purposes=["protection"], at=ANYWHERE)
SYSTEM_PROTECTING = may(SYSTEM, purposes=["protection"], at=AT_POST)
TELLING = may(SYSTEM, purposes=["protection"], at=ANYWHERE)
