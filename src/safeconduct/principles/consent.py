"""Nothing is told of a person to an agency unless they agreed to it, field by field, or their life is in danger.

Every telling without consent is recorded with its reason and looked at by a second person.
"""

from typing import Any

from safeconduct.domains.liberty.commands import ImposeAlternative
from safeconduct.domains.people.queries import persons
from safeconduct.domains.referrals.commands import SendReferral
from safeconduct.domains.referrals.referral_states import EMERGENCY, IMMEDIATE
from safeconduct.domains.referrals.rules.code_lists import CHILD_INTERESTS, CONSENT, LIFE_THREATENING
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused
from safeconduct.principles.restricting import asked_of


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: consent.not_given, consent.withdrawn, consent.field_not_given, consent.of_a_child,
    consent.not_life_threatening, consent.not_a_child; consent.alternative_needs_it, where something works only with
    the person.

    Sources: IOM data protection principle 4; GDPR article 6(1)(d) (vital interests); CRC articles 3, 12 and 18.
    """
    asked = asked_of(command, state)
    if asked is not None and asked.needs_consent and isinstance(command, ImposeAlternative):
        if command.consent != "given":
            raise Refused("consent.alternative_needs_it", field="consent")
        return
    if not isinstance(command, SendReferral) or not command.fields:
        return
    if command.basis == CONSENT:
        _check_consent(command, state)
    elif command.basis == LIFE_THREATENING and state.urgency not in (IMMEDIATE, EMERGENCY):
        raise Refused("consent.not_life_threatening")
    elif command.basis == CHILD_INTERESTS and not may_be_child(state.person, doubt=True):
        raise Refused("consent.not_a_child")


def _check_consent(command: SendReferral, state: Any) -> None:
    if state.consent == "withdrawn":
        raise Refused("consent.withdrawn")
    if state.consent != "given":
        raise Refused("consent.not_given")
    beyond = sorted(set(command.fields) - state.consent_fields)
    if beyond:
        raise Refused("consent.field_not_given", field="fields", beyond=", ".join(beyond))
    if state.consent_by == "self" and may_be_child(state.person, doubt=False):
        raise Refused("consent.of_a_child", field="by")


def may_be_child(person: str, *, doubt: bool) -> bool:
    """Whether the person is a child, or was said to be of an age that may be a child's.

    Of somebody whose age nobody gave, `doubt` decides: nobody has doubted that they are grown up.
    """
    found = persons([person]).get(person) if person else None
    if found is None:
        return doubt
    if not found.birth_shown:
        return doubt
    return found.treated_as_minor
