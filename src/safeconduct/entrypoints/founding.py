"""Founding a node: vault, signing key, the first users and posts, all through the ordinary doors."""

from collections.abc import Sequence

from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.access.passphrases import make_verifier
from safeconduct.foundation.access.roles import ADMINISTRATOR, SYSTEM_ACTOR
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.nodes.home import Home
from safeconduct.foundation.nodes.kinds import POST_NODE, Kind
from safeconduct.foundation.nodes.opening import make_node, open_node
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import new_id


def found_node(
    home: Home, *, name: str, openers: Sequence[tuple[str, str]], training: bool = False, of: Kind = POST_NODE
) -> None:
    """Make the node; each opener becomes an administrator who signs in with the same passphrase, to be changed.

    Refusals: those of `make_node`.
    """
    make_node(home, name=name, openers=openers, training=training, of=of)
    first, passphrase = openers[0]
    node = open_node(home, opener=first, passphrase=passphrase, writing=True)
    try:
        act = Act(id=new_id(), actor=SYSTEM_ACTOR, purpose="administration", place="node")
        submit(
            act,
            *(
                CreateUser(
                    user=new_id(),
                    login=opener.strip().lower().replace(" ", "."),
                    display_name=opener,
                    roles=(ADMINISTRATOR,),
                    passphrase=make_verifier(secret),
                )
                for opener, secret in openers
            ),
        )
    finally:
        node.close()
