"""Who can open what, in the keyring of the agency's node: each user's pair, and each compartment's key for each holder.

No private key of a compartment lies there by itself but one that an earlier build left, until somebody takes it over.
"""

from collections.abc import Sequence
from functools import partial

import msgspec
from django.conf import settings

from safeconduct.foundation.compartments.rules import key_id
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.vault.escrow_set import Sheet, key_of
from safeconduct.foundation.vault.open_user_keys import OpenKeys, reader
from safeconduct.foundation.vault.passphrases import FIELD, TRAINING, Argon2Cost
from safeconduct.foundation.vault.user_keys import (
    KeptUserKey,
    kept_under,
    new_user_key,
    opened_user_key,
    unwrapped_by,
    wrapped_for,
)
from safeconduct.kernel.codec import decode, encode
from safeconduct.kernel.problems import NotAllowed, NotFound

_LEFT = "compartment|"  # |code|key: as an earlier build kept it, or as it was made on the command line
_PAIR = "user key|"  # |user
_HOLDING = "holding|"  # |code|key|user


def has_pair(user: str) -> bool:
    """Whether keys can be given to this user: they have signed in here as one who may hold them."""
    return ledger().keyring.secret(_PAIR + user) is not None


def users_with_pair() -> frozenset[str]:
    """All of them."""
    return frozenset(name[len(_PAIR) :] for name in ledger().keyring.secret_names(_PAIR))


def opened_pair(user: str, passphrase: str) -> bytes | None:
    """The private half of the user's pair; a pair is made where there is none. None: another passphrase."""
    kept = _pair_of(user)
    if kept is not None:
        return opened_user_key(kept, passphrase, user=user)
    private, kept = new_user_key(passphrase, user=user, cost=_cost())
    in_turn(partial(_keep_pair, user, kept))
    return private


def pair_under(user: str, private: bytes, passphrase: str) -> KeptUserKey:
    """The user's pair under a new passphrase, to be kept (`keep_pair`) as the passphrase changes."""
    return kept_under(private, passphrase, user=user, cost=_cost())


def keep_pair(user: str, kept: KeptUserKey) -> None:
    """Keep it instead of the former one. Belongs into the writer's transaction."""
    _keep_pair(user, kept)


def forget_pair(user: str) -> None:
    """Forget a pair whose passphrase is lost, and what was wrapped for it. Belongs into the writer's transaction."""
    keyring = ledger().keyring
    for code, key in holdings_of(user):
        keyring.drop_secret(_holding(code, key, user))
    keyring.drop_secret(_PAIR + user)


def holdings_of(user: str) -> list[tuple[str, str]]:
    """(compartment, key) of everything that is wrapped for this user."""
    return [(code, key) for code, key, holder in _holdings() if holder == user]


def holders_of(code: str, key: str = "") -> list[str]:
    """The users for whom the compartment's key is wrapped; of one key, or of any."""
    return sorted({holder for one, kept, holder in _holdings() if one == code and key in ("", kept)})


def keys_here() -> list[tuple[str, str]]:
    """(compartment, key) of everything that somebody can open on this node, or could take over."""
    return sorted({(code, key) for code, key, _holder in _holdings()} | set(unwrapped()))


def unwrapped() -> list[tuple[str, str]]:
    """(compartment, key) of the keys that lie in the keyring by themselves."""
    return [(parts[1], parts[2]) for parts in _names(_LEFT)]


def keep_unwrapped(code: str, key: str, private: bytes) -> None:
    """Keep a key by itself, until somebody who may hold it signs in."""
    ledger().keyring.keep_secret(f"{_LEFT}{code}|{key}", private)


def private_key(code: str, key: str) -> bytes:
    """The key of a compartment, for the one who reads now.

    NotFound: compartments.not_held (of another node), compartments.not_given (not of this user's, or nobody reads).
    NotAllowed: compartments.passphrase_needed.
    """
    left = _left(code, key)
    if left is not None:
        return left
    who = reader()
    wrapped = ledger().keyring.secret(_holding(code, key, who.user)) if who else None
    if who and wrapped is not None and who.private:
        return unwrapped_by(who.private, wrapped, purpose=_purpose(code, key, who.user))
    found = _by_emergency(code, key, who)
    if found is not None:
        return found
    if wrapped is not None:
        raise NotAllowed("compartments.passphrase_needed")
    given = (code, key) in keys_here()
    raise NotFound("compartments.not_given" if given else "compartments.not_held", compartment=code)


def keys_of_reader() -> set[tuple[str, str]]:
    """(compartment, key) of what the one who reads now opens, once the passphrase was given."""
    who, now = reader(), ledger().clock.now()
    if who is None:
        return set(unwrapped())
    for_now = {(one.compartment, one.key) for one in who.emergencies if now < one.until}
    return for_now | set(unwrapped()) | set(holdings_of(who.user))


def own_key(code: str, key: str) -> bytes:
    """The key as its holder has it, to be given on or printed; sheets typed in an emergency are not enough.

    NotAllowed: compartments.not_yours, compartments.passphrase_needed.
    """
    who = reader()
    wrapped = ledger().keyring.secret(_holding(code, key, who.user)) if who else None
    if who is None or wrapped is None:
        raise NotAllowed("compartments.not_yours", compartment=code)
    if not who.private:
        raise NotAllowed("compartments.passphrase_needed")
    return unwrapped_by(who.private, wrapped, purpose=_purpose(code, key, who.user))


def left_key(code: str, key: str) -> bytes:
    """A key that lies by itself. NotFound: compartments.not_held."""
    found = _left(code, key)
    if found is None:
        raise NotFound("compartments.not_held", compartment=code)
    return found


def hand_over(code: str, key: str, private: bytes, user: str) -> None:
    """Wrap it for a user who has a pair; one that lay by itself lies there no more. In the writer's transaction."""
    kept, keyring = _pair_of(user), ledger().keyring
    if kept is None:
        raise NotFound("compartments.not_set_up")
    wrapped = wrapped_for(kept.public, private, purpose=_purpose(code, key, user))
    keyring.keep_secret(_holding(code, key, user), wrapped)
    keyring.drop_secret(f"{_LEFT}{code}|{key}")


def take_away(code: str, key: str, user: str) -> None:
    """Delete what was wrapped for this user. Belongs into the writer's transaction."""
    ledger().keyring.drop_secret(_holding(code, key, user))


def key_on_sheets(sheets: Sequence[Sheet], key: str) -> bytes:
    """The key that sheets of paper give. Refused: as `vault.escrow_set.key_of`."""
    return key_of(sheets, key=key, id_of=key_id)


def _by_emergency(code: str, key: str, who: OpenKeys | None) -> bytes | None:
    now = ledger().clock.now()
    found = [one for one in who.emergencies if (one.compartment, one.key) == (code, key)] if who else []
    return next((one.private for one in found if now < one.until), None)


def _left(code: str, key: str) -> bytes | None:
    return ledger().keyring.secret(f"{_LEFT}{code}|{key}")


def _pair_of(user: str) -> KeptUserKey | None:
    found = ledger().keyring.secret(_PAIR + user)
    return msgspec.convert(decode(found), KeptUserKey) if found else None


def _keep_pair(user: str, kept: KeptUserKey) -> None:
    ledger().keyring.keep_secret(_PAIR + user, encode(kept))


def _holdings() -> list[tuple[str, str, str]]:
    return [(parts[1], parts[2], parts[3]) for parts in _names(_HOLDING)]


def _names(beginning: str) -> list[list[str]]:
    return [name.split("|") for name in ledger().keyring.secret_names(beginning)]


def _holding(code: str, key: str, user: str) -> str:
    return f"{_HOLDING}{code}|{key}|{user}"


def _purpose(code: str, key: str, user: str) -> bytes:
    return f"1|{code}|{key}|{user}".encode()


def _cost() -> Argon2Cost:
    return TRAINING.cost if settings.SAFECONDUCT_TRAINING else FIELD.cost
