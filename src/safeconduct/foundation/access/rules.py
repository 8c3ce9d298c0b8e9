"""Rules of access: logins are unique on this node, roles are known."""

from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.access.facts import CredentialSet, UserCreated
from safeconduct.foundation.access.roles import ROLES
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, Refused


def decide_create_user(command: CreateUser, logins: frozenset[str], here: Circumstances) -> list[About]:
    """Refused: access.unknown_role, access.login_shape. Conflict: access.login_taken."""
    login = command.login.strip().lower()
    if not login or len(login) > 40 or any(letter.isspace() for letter in login):
        raise Refused("access.login_shape")
    if login in logins:
        raise Conflict("access.login_taken")
    unknown = [role for role in command.roles if role not in ROLES]
    if unknown or not command.roles:
        raise Refused("access.unknown_role", role=", ".join(unknown))
    facts = [
        About(
            command.user,
            UserCreated(
                roles=command.roles, posts=command.posts, login=login, display_name=command.display_name.strip()
            ),
        )
    ]
    if command.passphrase:
        facts.append(About(command.user, CredentialSet(method="passphrase", secret=command.passphrase)))
    return facts
