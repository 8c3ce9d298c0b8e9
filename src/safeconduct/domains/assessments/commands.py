"""The doors into the room of assessments. A form says all of its fields; the rule keeps what is different."""

from safeconduct.domains.assessments.risks import Answered
from safeconduct.kernel.acts import Command


class WriteAssessment(Command, frozen=True, kw_only=True):
    """Write an assessment, or write it anew before it is signed. `renews` names the one it follows."""

    assessment: str
    kind: str
    about: str
    about_name: str
    purposes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    people: tuple[str, ...]
    necessity: str
    proportionality: str
    risks: tuple[Answered, ...]
    measures: str = ""
    heard: str
    valid_until: str
    renews: str = ""


class SignAssessment(Command, frozen=True, kw_only=True):
    """Sign it as the second person; `saw` is the digest of what stood on the page."""

    assessment: str
    saw: str


class WithdrawAssessment(Command, frozen=True, kw_only=True):
    """It covers nothing any more."""

    assessment: str
    reason: str


class AllowProvisionally(Command, frozen=True, kw_only=True):
    """Let a node be introduced before its assessment is signed, for two weeks and once."""

    about: str
    about_name: str
    reason: str


class ProposeFledStates(Command, frozen=True, kw_only=True):
    """Say which States people flee who come to a post (its id), or to any post of this node ("node")."""

    context: str
    states: tuple[str, ...]
    reason: str


class SignFledStates(Command, frozen=True, kw_only=True):
    """Sign the list as the second person; `proposal` is the entry that the page showed."""

    context: str
    proposal: str
