"""What the rules of referrals read before they decide: all by subject, agencies and agreements through their ports."""

from typing import Any, NamedTuple

from safeconduct.domains.referrals.models import Referral, Service, Step
from safeconduct.domains.referrals.queries.agency_port import agency_port
from safeconduct.domains.referrals.queries.directory import is_agency_node
from safeconduct.domains.referrals.referral_states import AGENCY, REFERRER
from safeconduct.domains.referrals.rules import Opening, ServiceSketch, Standing
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import Act

PURPOSE = "referral"


class Agreed(NamedTuple):
    """What may be told to an agency: the agreements in force, and their fields."""

    agreements: tuple[str, ...]
    fields: frozenset[str]


def agreed_for(agency: str, day: str) -> Agreed | None:
    """What may be told to an agency of those referred to it, on a day (ISO); None without an agreement in force."""
    found = agency_port().agreed_sharing(agency, PURPOSE, day) if agency else None
    return None if found is None else Agreed(tuple(found[0]), frozenset(found[1]))


def sides_here() -> frozenset[str]:
    """The sides for which this node acts: an agency's own node for the agency, every other for who refers."""
    return frozenset({AGENCY if is_agency_node() else REFERRER})


def state_for_open_referral(command: Any, act: Act) -> Opening:
    """Whether the referral is open, and the service."""
    known = Referral.objects.filter(subject=command.referral).exists()
    row = Service.objects.filter(subject=command.service, is_partial=False).first() if command.service else None
    service = None
    if row is not None:
        readers = agency_port().readers_of(row.agency)
        service = ServiceSketch(row.agency, readers, tuple(row.types), row.is_listed, row.name)
    post = next((post.name for post in places.posts() if post.subject == act.place), "")
    return Opening(is_known=known, service=service, sides=sides_here(), post_name=post)


def state_for_referral(command: Any, act: Act) -> Standing:
    """The referral as it stands, and what may be told to its agency on the day of the act."""
    row = Referral.objects.filter(subject=command.referral, is_partial=False).first()
    if row is None:
        return Standing()
    day = places.local_time(act.place, act.happened_at or ledger().clock.now()).date().isoformat()
    agreed = agreed_for(row.agency, day)
    return Standing(
        is_known=True,
        readers=row.readers,
        agency=row.agency,
        state=row.state,
        is_contested=row.is_contested,
        owner=row.owner,
        sides=sides_here(),
        agency_has_node=bool(row.agency) and agency_port().runs_a_node(row.agency),
        urgency=row.urgency,
        people=row.people,
        person=row.person,
        group=row.group,
        reason=row.reason,
        holder=row.holder,
        posts=frozenset(post.subject for post in places.posts()),
        consent=row.consent,
        consent_by=row.consent_by,
        consent_fields=frozenset(row.consent_fields),
        agreed=None if agreed is None else agreed.fields,
        agreements=() if agreed is None else agreed.agreements,
        exceptions=_exceptions(row),
        opened_at=row.opened_at,
        expires_at=row.expires_at,
        is_erased=row.is_erased,
    )


def _exceptions(row: Referral) -> tuple[tuple[str, str], ...]:
    made = Step.objects.filter(subject=row.subject, id__in=row.exceptions).values_list("id", "actor")
    return tuple(sorted(made))
