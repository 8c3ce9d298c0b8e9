"""The tables in force: the latest release of each, else the one that came with this version; and proposals."""

from functools import lru_cache
from typing import Any

from safeconduct.domains.screening.commands import ProposeTable, RefuseTable, SignTable
from safeconduct.domains.screening.models import Proposal
from safeconduct.domains.screening.projection.table import PROPOSED, RELEASED, SIGNED
from safeconduct.domains.screening.rules import ProposalState
from safeconduct.domains.screening.rules.card import Card, card_from
from safeconduct.domains.screening.rules.instrument import Instrument, read_instrument
from safeconduct.domains.screening.rules.reading import RULE_TABLES, Rules, rules_from
from safeconduct.domains.screening.rules.released import shipped
from safeconduct.domains.screening.rules.releases import TABLES
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound

SHIPPED = ""  # instead of a proposal: as it came with the software


def table_in_force(name: str) -> dict[str, Any]:
    """One table as it stands, with its version. NotFound: screening.no_such_table."""
    if name not in TABLES:
        raise NotFound("screening.no_such_table")
    return _content(name, _standing((name,))[name])


def tables_in_force() -> dict[str, dict[str, Any]]:
    """Every table as it stands, by name."""
    return {name: _content(name, proposal) for name, proposal in _standing(TABLES).items()}


def rules_in_force() -> Rules:
    """The rules that stand, read from their tables."""
    return _rules(tuple(_standing(RULE_TABLES).items()))


def instrument_in_force() -> Instrument:
    """The interview that stands."""
    return _instrument(_standing(("interview",))["interview"])


def card_in_force() -> Card:
    """The card that stands, with its words."""
    return _card(*_standing(("card", "phrases")).values())


def _standing(names: tuple[str, ...]) -> dict[str, str]:
    """Which proposal stands for each table. Of two releases of one version, the one signed first."""
    rows = Proposal.objects.filter(name__in=names, state=RELEASED).order_by("version", "-released_at", "-subject")
    released = dict(rows.values_list("name", "subject"))
    return {name: released.get(name, SHIPPED) for name in names}


# What was released never changes, so that it is read once; a few releases of each table at the most are in use.
@lru_cache(maxsize=16)
def _content(name: str, proposal: str) -> dict[str, Any]:
    if proposal == SHIPPED:
        return shipped(name)
    row = Proposal.objects.get(subject=proposal)
    return {**row.content, "version": row.version}


@lru_cache(maxsize=4)
def _rules(standing: tuple[tuple[str, str], ...]) -> Rules:
    return rules_from({name: _content(name, proposal) for name, proposal in standing})


@lru_cache(maxsize=4)
def _instrument(proposal: str) -> Instrument:
    return read_instrument(_content("interview", proposal))


@lru_cache(maxsize=4)
def _card(card: str, phrases: str) -> Card:
    return card_from(_content("card", card), _content("phrases", phrases))


def proposals(name: str) -> list[Proposal]:
    """Every proposal for a table, the latest first."""
    return list(Proposal.objects.filter(name=name).order_by("-proposed_at", "subject"))


def open_proposals() -> list[Proposal]:
    """The proposals that wait for a signature, the oldest first."""
    return list(Proposal.objects.filter(state__in=(PROPOSED, SIGNED)).order_by("proposed_at", "subject"))


def proposal(proposal_id: str) -> Proposal:
    """One proposal. NotFound: screening.no_such_proposal."""
    found = Proposal.objects.filter(subject=proposal_id).first()
    if found is None:
        raise NotFound("screening.no_such_proposal")
    return found


def state_of_proposal(command: ProposeTable | SignTable | RefuseTable, act: Act) -> ProposalState:
    """The proposal as it stands and every table in force."""
    row = Proposal.objects.filter(subject=command.proposal).first()
    if row is None:
        return ProposalState(tables=tables_in_force())
    return ProposalState(
        tables=tables_in_force(),
        exists=True,
        name=row.name,
        content=row.content,
        base=row.base,
        proposed_by=row.proposed_by,
        is_open=row.state in (PROPOSED, SIGNED),
        signed={one["by"]: one["is_authority"] for one in row.signatures},
    )


state_for_propose_table = state_of_proposal
state_for_sign_table = state_of_proposal
state_for_refuse_table = state_of_proposal
