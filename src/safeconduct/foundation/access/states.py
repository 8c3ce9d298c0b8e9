"""What the rules of access are given to decide on."""

from typing import Any

import msgspec

SECOND_FACTORS = ("totp", "codes", "passkey")


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One user as it stands."""

    id: str
    roles: frozenset[str]
    disabled: bool
    credentials: tuple[dict[str, Any], ...] = ()
    proposal: str = ""
    proposed_by: str = ""
    reset_second_factor: bool = False

    def holds(self, method: str, credential: str = "") -> dict[str, Any] | None:
        """The secret part of a credential, or None."""
        for one in self.credentials:
            if (one["method"], one["credential"]) == (method, credential):
                return dict(one["secret"])
        return None

    @property
    def second_factors(self) -> list[dict[str, Any]]:
        """The ways to prove who one is beside the passphrase."""
        return [one for one in self.credentials if one["method"] in SECOND_FACTORS]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The user concerned (None: unknown) and the users who administer this node today."""

    account: Account | None
    administrators: frozenset[str]
