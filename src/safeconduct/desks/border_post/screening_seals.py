"""Answers on their way into the seal: from the request straight to sealed bytes, kept nowhere in between.

A browser that can seals them itself, and the server gets sealed bytes. For one that cannot, they are sealed on this
node's server, in memory, before the act is made; nothing of it enters a log, a draft, a session or the digest of the
act. What a group's lane needs to know of them is one bit, held in this process until the lane is given.
"""

import base64
import binascii
import hmac
import json
import threading
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.http import HttpRequest

from safeconduct.domains.screening.commands import SealedAnswers
from safeconduct.domains.screening.rules import INTAKE
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.sealing import seal_for
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.kernel.ids import random_id
from safeconduct.kernel.problems import Refused

CHILDREN = "child_protection"
ROUTINE: Mapping[str, Any] = {"form": "routine"}
LONGEST_NAME = 40  # letters of the post: everyone's answers fit the one size
MOST_PENDING = 500  # assumption: groups between their first person and their lane at one node


def can_seal() -> bool:
    """Whether a protection agency holds the compartment for these answers."""
    return any(one.code == INTAKE for one in compartments.compartments())


def about(*, at: datetime, post_name: str, **known: Any) -> dict[str, Any]:
    """About whom answers are and how to find them, for who opens them. No name. `known`: screening, post, day, token,
    group, person, minor, age_band, sex, relation, people; empty where it is not known."""
    return {"v": 1, **known, "post_name": post_name[:LONGEST_NAME], "at": at.isoformat(timespec="seconds")}


def seal_answers(content: Mapping[str, Any], *, child: bool) -> tuple[SealedAnswers, ...]:
    """One entry for every compartment: the answers for who reads them, the same size of nothing for the others."""
    found = []
    for one in compartments.compartments():
        placed = seal_for(one.code, {"form": "screening", **content} if _reads(one.code, child) else ROUTINE)
        found.append(
            SealedAnswers(entry=placed.entry, compartment=placed.compartment, key=placed.key, content=placed.content)
        )
    return tuple(found)


def _reads(code: str, child: bool) -> bool:
    return code == INTAKE or (child and code == CHILDREN)


def for_the_browser(content: Mapping[str, Any], *, child: bool, field: str, into: str, private: Collection[str]) -> str:
    """What a browser needs to seal what is marked in `field`: keys, fresh ids of entries, and all that goes with it.

    Only the marks of `private` are secret; they go `into` the content under that name.
    """
    keys = [
        {"code": one.code, "key": one.key, "public": base64.b64encode(bytes(one.public)).decode(),
         "entry": random_id(), "reads": _reads(one.code, child)}
        for one in compartments.compartments()
    ]  # fmt: skip
    told = {"compartments": keys, "content": dict(content), "field": field, "into": into, "private": list(private)}
    return json.dumps(told)


class FromBrowser(msgspec.Struct, frozen=True):
    """Answers as a browser sealed them, and whether they ask for a confidential lane."""

    sealed: tuple[SealedAnswers, ...]
    confidential: bool


class _Sealed(msgspec.Struct, frozen=True):
    entry: str
    compartment: str
    key: str
    content: str


def sealed_by_browser(request: HttpRequest) -> FromBrowser | None:
    """What the browser sealed; None where it could not, and sent what was marked. Refused: screening.not_sealed."""
    text = request.POST.get("sealed", "")
    if not text:
        return None
    try:
        found = msgspec.json.decode(text, type=list[_Sealed])
        sealed = tuple(
            SealedAnswers(
                entry=one.entry, compartment=one.compartment, key=one.key,
                content=base64.b64decode(one.content, validate=True),
            )
            for one in found
        )  # fmt: skip
    except (msgspec.DecodeError, binascii.Error):
        raise Refused("screening.not_sealed") from None
    # What is not clearly "no" goes to a confidential lane.
    return FromBrowser(sealed, request.POST.get("confidential") != "0")


_pending: dict[str, dict[str, bool]] = {}
_lock = threading.Lock()


def remember(screening: str, person: str, *, confidential: bool) -> None:
    """Until the group's lane is given: whether this person's answers ask for a confidential one."""
    with _lock:
        while len(_pending) >= MOST_PENDING and screening not in _pending:
            del _pending[next(iter(_pending))]
        _pending.setdefault(screening, {})[person] = confidential


def settle(screening: str, asked: set[str]) -> bool:
    """Whether the group's lane is to be confidential; forgets what was remembered.

    Where this process was started anew in between, what somebody answered is not known here any more: confidential.
    """
    with _lock:
        known = _pending.pop(screening, {})
    return any(known.values()) or bool(asked - known.keys())


def lane_secret() -> bytes:
    """The node's secret from which lane letters are drawn."""
    return hmac.digest(ledger().signing_wrap, b"safeconduct/1/lanes", "sha256")
