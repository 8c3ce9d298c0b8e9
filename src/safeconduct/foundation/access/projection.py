"""Rows of a user: standing roles, and every credential that was set and not removed."""

from collections.abc import Sequence
from typing import Any

from safeconduct.foundation.access.facts import (
    CredentialRemoved,
    CredentialSet,
    RolesChanged,
    UserCreated,
    UserDisabled,
)
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import has_seen, plain_value, standing


def user_rows(held: Sequence[Held]) -> Rows:
    """One row a user. Where two administrators disagreed, the user is disabled if one of them said so."""
    created = [one for one in held if isinstance(one.fact, UserCreated)]
    if not created:
        return {}
    roles = [one for one in held if isinstance(one.fact, UserCreated | RolesChanged)]
    disabling = [one for one in held if isinstance(one.fact, UserDisabled)]
    row = {
        "id": created[0].subject,
        "login": plain_value(created, lambda fact: fact.login, "").printed,
        "display_name": plain_value(created, lambda fact: fact.display_name, "").printed,
        "roles": list(plain_value(roles, lambda fact: fact.roles, ()).printed),
        "posts": list(plain_value(roles, lambda fact: fact.posts, ()).printed),
        "disabled": any(one.fact.disabled for one in standing(disabling)),
        "credentials": _credentials(held),
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
    return [
        {"method": method, "credential": credential, "secret": standing(those)[0].fact.secret}
        for (method, credential), those in sorted(by_name.items())
    ]
