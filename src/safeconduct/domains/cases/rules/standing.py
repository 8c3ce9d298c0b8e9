"""What the rules are told of a case, and that something can be done in it at all."""

import msgspec

from safeconduct.domains.cases.states import CLOSED, OPEN
from safeconduct.kernel.problems import Conflict, NotFound, Refused


class Taken(msgspec.Struct, frozen=True):
    """A step as it stands: its kind, who took it, what was said of it by a second person; `may_go`: withdrawable."""

    kind: str
    actor: str
    sign: str = ""
    may_go: bool = False


class CaseState(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it stands, and who works on cases at this node."""

    exists: bool = False
    erased: bool = False
    compartment: str = ""
    status: str = OPEN
    priority: str = ""
    owner: str = ""
    supervisor: str = ""
    consent: str = ""
    offer: str = ""
    offered_to: str = ""
    closings: tuple[str, ...] = ()
    steps: dict[str, Taken] = {}
    actions: dict[str, str] = {}  # id -> outcome, empty while it waits
    visits: dict[str, str] = {}
    workers: frozenset[str] = frozenset()
    places: int = 1  # how many more cases whoever is to get this one bears


def check_kept(state: CaseState) -> None:
    """NotFound: cases.no_such_case. Conflict: cases.case_erased."""
    if not state.exists:
        raise NotFound("cases.no_such_case")
    if state.erased:
        raise Conflict("cases.case_erased")


def check_open(state: CaseState) -> None:
    """As `check_kept`. Conflict: cases.case_closed."""
    check_kept(state)
    if state.status == CLOSED:
        raise Conflict("cases.case_closed")


def check_worker(state: CaseState, user: str, field: str) -> str:
    """Refused: cases.no_such_worker."""
    if user not in state.workers:
        raise Refused("cases.no_such_worker", field=field)
    return user
