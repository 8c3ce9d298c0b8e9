"""Rows of a user: standing roles, every credential set and not removed, codes not spent; and rows of looks."""

from collections.abc import Sequence
from typing import Any

from safeconduct.foundation.access.facts import (
    CodeSpent,
    CredentialRemoved,
    CredentialSet,
    Exported,
    LookedAt,
    Printed,
    ResetAnswered,
    ResetProposed,
    RolesChanged,
    SignedIn,
    SignInFailed,
    UserCreated,
    UserDisabled,
    UserRenamed,
)
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import has_seen, plain_value, standing

EVENTS: dict[Any, str] = {
    LookedAt: "looked",
    SignedIn: "signed_in",
    SignInFailed: "failed",
    Exported: "exported",
    Printed: "printed",
}


def user_rows(held: Sequence[Held]) -> Rows:
    """One row a user. Where two administrators disagreed, the user is disabled if one of them said so."""
    created = [one for one in held if isinstance(one.fact, UserCreated)]
    if not created:
        return {}
    roles = [one for one in held if isinstance(one.fact, UserCreated | RolesChanged)]
    named = [one for one in held if isinstance(one.fact, UserCreated | UserRenamed)]
    disabling = [one for one in held if isinstance(one.fact, UserDisabled)]
    row = {
        "login": plain_value(created, lambda fact: fact.login, "").printed,
        "display_name": plain_value(named, lambda fact: fact.display_name, "").printed,
        "roles": list(plain_value(roles, lambda fact: fact.roles, ()).printed),
        "posts": list(plain_value(roles, lambda fact: fact.posts, ()).printed),
        "disabled": any(one.fact.disabled for one in standing(disabling)),
        "credentials": _credentials(held),
        **_proposal(held),
    }
    return {"access_user": [row]}


def _credentials(held: Sequence[Held]) -> list[dict[str, Any]]:
    removed = [one for one in held if isinstance(one.fact, CredentialRemoved)]
    by_name: dict[tuple[str, str], list[Held]] = {}
    for one in held:
        if isinstance(one.fact, CredentialSet):
            name = (one.fact.method, one.fact.credential)
            gone = any((r.fact.method, r.fact.credential) == name and has_seen(r, one) for r in removed)
            if not gone:
                by_name.setdefault(name, []).append(one)
    spent = {(one.fact.credential, one.fact.digest) for one in held if isinstance(one.fact, CodeSpent)}
    return [
        {"method": method, "credential": name, "secret": _unspent(name, standing(those)[0].fact.secret, spent)}
        for (method, name), those in sorted(by_name.items())
    ]


def _unspent(credential: str, secret: dict[str, Any], spent: set[tuple[str, str]]) -> dict[str, Any]:
    """A set of codes without those used, whichever of the two facts came first; any other secret as it is."""
    if "digests" not in secret:
        return secret
    return {**secret, "digests": [one for one in secret["digests"] if (credential, one) not in spent]}


def _proposal(held: Sequence[Held]) -> Row:
    answered = {one.fact.proposal for one in held if isinstance(one.fact, ResetAnswered)}
    waiting = [one for one in held if isinstance(one.fact, ResetProposed) and one.ref not in answered]
    first = min(waiting, key=lambda one: (one.clock, one.ref), default=None)
    return {
        "reset_proposal": first.ref if first else "",
        "reset_proposed_by": first.actor if first else "",
        "reset_second_factor": bool(first and first.fact.second_factor),
    }


def look_rows(held: Sequence[Held]) -> Rows:
    """One row a look and person shown; one row for a look that shows nobody in particular."""
    rows = []
    for one in held:
        fact = one.fact
        for number, about in enumerate(getattr(fact, "about", ()) or ("",)):
            rows.append(
                {
                    "id": f"{one.ref}:{number}",
                    "user": fact.user,
                    "at": one.recorded_at,
                    "event": EVENTS[type(fact)],
                    "what": _what(fact),
                    "about": about,
                    "purpose": getattr(fact, "purpose", ""),
                    "place": one.place,
                    "number": getattr(fact, "number", 0),
                }
            )
    return {"access_look": rows}


def _what(fact: Any) -> str:
    """What was looked at, by which proof one signed in, or at which step it failed."""
    return str(getattr(fact, "what", "") or getattr(fact, "method", "") or getattr(fact, "step", ""))
