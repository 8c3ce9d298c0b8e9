"""The doors to the released tables: anyone may propose; two sign; either may refuse."""

from typing import Any

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class ProposeTable(Command, frozen=True, kw_only=True):
    """Another content for a table, and why."""

    proposal: str
    name: str
    content: dict[str, Any]
    why: str


class SignTable(Command, frozen=True, kw_only=True):
    """One of two signatures. `lowers` says that whoever signs knows that the change protects less."""

    proposal: str
    lowers: bool = False


class RefuseTable(Command, frozen=True, kw_only=True):
    """The proposal is not to become a release."""

    proposal: str
    why: str = ""


def propose_table(act: Act, *, proposal: str, name: str, content: dict[str, Any], why: str) -> Receipt:
    """Propose a table."""
    return submit(act, ProposeTable(proposal=proposal, name=name, content=content, why=why))


def sign_table(act: Act, *, proposal: str, lowers: bool) -> Receipt:
    """Sign a proposal."""
    return submit(act, SignTable(proposal=proposal, lowers=lowers))


def refuse_table(act: Act, *, proposal: str, why: str) -> Receipt:
    """Refuse a proposal, or take it back."""
    return submit(act, RefuseTable(proposal=proposal, why=why))
