"""Rules of access: who may work here, how they prove it, and that nobody is locked out of administering the node.

Refused: access.unknown_role, access.login_shape, access.name_missing, access.last_administrator,
access.own_roles, access.last_factor, access.reset_used, access.same_person, access.own_reset, access.not_proposed.
NotAllowed: access.own_only. NotFound: access.no_such_user. Conflict: access.login_taken, access.code_spent,
access.already_proposed.
"""

from collections.abc import Callable
from datetime import datetime

from safeconduct.foundation.access.commands import (
    AnswerReset,
    ChangeRoles,
    CreateUser,
    DisableUser,
    ProposeReset,
    RecordExport,
    RecordFailure,
    RecordLook,
    RecordSignIn,
    RemoveCredential,
    RenameUser,
    SetCredential,
    SetPassphrase,
    SpendCode,
)
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
from safeconduct.foundation.access.roles import ADMINISTRATOR, ROLES
from safeconduct.foundation.access.states import SECOND_FACTORS, Account, Standing
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About, Fact
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused

LONGEST_NAME = 120


def decide_create_user(command: CreateUser, logins: frozenset[str], here: Circumstances) -> list[About]:
    """`logins` are those in use."""
    login = command.login.strip().lower()
    if not login or len(login) > 40 or any(letter.isspace() for letter in login):
        raise Refused("access.login_shape")
    if login in logins:
        raise Conflict("access.login_taken")
    _check_roles(command.roles)
    facts: list[Fact] = [
        UserCreated(
            roles=command.roles, posts=command.posts, login=login, display_name=_checked_name(command.display_name)
        )
    ]
    if command.passphrase:
        facts.append(CredentialSet(method="passphrase", secret=command.passphrase))
    if command.reset:
        facts.append(CredentialSet(method="reset", credential=new_id(), secret=command.reset))
    return [About(command.user, fact) for fact in facts]


def _check_roles(roles: tuple[str, ...]) -> None:
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        raise Refused("access.unknown_role", role=", ".join(unknown))


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused("access.name_missing", limit=LONGEST_NAME)
    return name


def _account(standing: Standing) -> Account:
    if standing.account is None:
        raise NotFound("access.no_such_user")
    return standing.account


def _check_own(user: str, here: Circumstances) -> None:
    if here.actor != user:
        raise NotAllowed("access.own_only")


def _check_administrator_left(standing: Standing, without: str) -> None:
    if standing.administrators <= {without}:
        raise Refused("access.last_administrator")


def decide_rename_user(command: RenameUser, standing: Standing, here: Circumstances) -> list[About]:
    """Refused access.name_missing."""
    _account(standing)
    return [About(command.user, UserRenamed(display_name=_checked_name(command.display_name)))]


def decide_change_roles(command: ChangeRoles, standing: Standing, here: Circumstances) -> list[About]:
    """Nobody gives themselves a role; the node keeps an administrator."""
    account = _account(standing)
    _check_roles(command.roles)
    if command.user == here.actor and frozenset(command.roles) - account.roles:
        raise Refused("access.own_roles")
    if ADMINISTRATOR in account.roles and ADMINISTRATOR not in command.roles:
        _check_administrator_left(standing, command.user)
    return [About(command.user, RolesChanged(roles=command.roles, posts=command.posts))]


def decide_disable_user(command: DisableUser, standing: Standing, here: Circumstances) -> list[About]:
    """The node keeps an administrator who may sign in."""
    account = _account(standing)
    if command.disabled and ADMINISTRATOR in account.roles:
        _check_administrator_left(standing, command.user)
    return [About(command.user, UserDisabled(disabled=command.disabled))]


def decide_set_passphrase(command: SetPassphrase, standing: Standing, here: Circumstances) -> list[About]:
    """By a reset, the reset is used up, and the second factors go where they were said to be lost."""
    _check_own(command.user, here)
    account = _account(standing)
    facts: list[Fact] = [CredentialSet(method="passphrase", secret=command.passphrase)]
    if command.reset:
        secret = account.holds("reset", command.reset)
        if secret is None or datetime.fromisoformat(secret["expires"]) < here.now:
            raise Refused("access.reset_used")
        facts.append(CredentialRemoved(method="reset", credential=command.reset))
        if secret.get("second_factor"):
            facts += [
                CredentialRemoved(method=one["method"], credential=one["credential"]) for one in account.second_factors
            ]
    return [About(command.user, fact) for fact in facts]


def decide_set_credential(command: SetCredential, standing: Standing, here: Circumstances) -> list[About]:
    """A new sheet of codes takes the place of the old one."""
    _check_own(command.user, here)
    account = _account(standing)
    if command.method not in SECOND_FACTORS:
        raise Refused("access.unknown_method")
    facts: list[Fact] = [CredentialSet(method=command.method, credential=command.credential, secret=command.secret)]
    if command.method == "codes":
        facts += [
            CredentialRemoved(method="codes", credential=one["credential"])
            for one in account.second_factors
            if one["method"] == "codes" and one["credential"] != command.credential
        ]
    return [About(command.user, fact) for fact in facts]


def decide_remove_credential(command: RemoveCredential, standing: Standing, here: Circumstances) -> list[About]:
    """The last second factor is replaced, never just removed."""
    _check_own(command.user, here)
    account = _account(standing)
    if account.holds(command.method, command.credential) is None or command.method not in SECOND_FACTORS:
        raise NotFound("access.no_such_credential")
    if len(account.second_factors) == 1:
        raise Refused("access.last_factor")
    return [About(command.user, CredentialRemoved(method=command.method, credential=command.credential))]


def decide_spend_code(command: SpendCode, standing: Standing, here: Circumstances) -> list[About]:
    """Each code once."""
    _check_own(command.user, here)
    secret = _account(standing).holds("codes", command.credential)
    if secret is None or command.digest not in secret.get("digests", ()):
        raise Conflict("access.code_spent")
    return [About(command.user, CodeSpent(credential=command.credential, digest=command.digest))]


def decide_propose_reset(command: ProposeReset, standing: Standing, here: Circumstances) -> list[About]:
    """The first of two persons."""
    account = _account(standing)
    if command.user == here.actor:
        raise Refused("access.own_reset")
    if account.proposal:
        raise Conflict("access.already_proposed")
    return [About(command.user, ResetProposed(second_factor=command.second_factor))]


def decide_answer_reset(command: AnswerReset, standing: Standing, here: Circumstances) -> list[About]:
    """The second person is not the first, and neither is the one whose passphrase it is. Refusing needs one person."""
    account = _account(standing)
    if not account.proposal or account.proposal != command.proposal:
        raise Refused("access.not_proposed")
    if command.granted and command.user == here.actor:
        raise Refused("access.own_reset")
    if command.granted and account.proposed_by == here.actor:
        raise Refused("access.same_person")
    answer = ResetAnswered(proposal=command.proposal, proposed_by=account.proposed_by, granted=command.granted)
    facts: list[Fact] = [answer]
    if command.granted:
        secret = {**command.reset, "second_factor": account.reset_second_factor}
        facts.append(CredentialSet(method="reset", credential=new_id(), secret=secret))
        facts += [
            CredentialRemoved(method="reset", credential=one["credential"])
            for one in account.credentials
            if one["method"] == "reset"
        ]
    return [About(command.user, fact) for fact in facts]


def decide_record_look(command: RecordLook, state: None, here: Circumstances) -> list[About]:
    """One look, of the one who looks."""
    _check_own(command.user, here)
    fact = LookedAt(user=command.user, what=command.what, about=command.about, purpose=command.purpose)
    return [About(command.looks, fact)]


def decide_record_sign_in(command: RecordSignIn, state: None, here: Circumstances) -> list[About]:
    """One signing in."""
    _check_own(command.user, here)
    return [About(command.looks, SignedIn(user=command.user, method=command.method))]


def decide_record_failure(command: RecordFailure, state: None, here: Circumstances) -> list[About]:
    """Recorded by the node, for nobody has proved who they are."""
    return [About(command.looks, SignInFailed(user=command.user, step=command.step))]


def _taken_out(fact: type[Exported] | type[Printed]) -> Callable[[RecordExport, None, Circumstances], list[About]]:
    def decide(command: RecordExport, state: None, here: Circumstances) -> list[About]:
        _check_own(command.user, here)
        made = fact(
            user=command.user, what=command.what, purpose=command.purpose, number=command.number, about=command.about
        )
        return [About(command.looks, made)]

    return decide


decide_record_export = _taken_out(Exported)
decide_record_print = _taken_out(Printed)
