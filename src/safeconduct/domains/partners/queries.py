"""Reading partners: agencies, whom to call there, agreements, and what may be shared with whom on a day."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings

from safeconduct.domains.partners.models import Agency, Agreement, Contact
from safeconduct.domains.partners.projection import AGENCY_FIELDS, AGREEMENT_FIELDS, CONTACT_FIELDS
from safeconduct.domains.partners.rules import Known
from safeconduct.domains.partners.states import PARTS, is_in_force, standing_on
from safeconduct.foundation.exchange import queries as peers
from safeconduct.foundation.exchange.subscriptions import AGENCY as AGENCY_PROFILE
from safeconduct.foundation.journal.seen import seen_of_all as seen_of_all
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound


class AgreedSharing(NamedTuple):
    """What agreements in force let be shared: their ids, and the fields of all of them together."""

    agreements: tuple[str, ...]
    fields: frozenset[str]


def agency(agency_id: str) -> Agency:
    """One agency. Raises NotFound partners.unknown_agency."""
    found = Agency.objects.filter(subject=agency_id).first()
    if found is None:
        raise NotFound("partners.unknown_agency")
    return found


def agencies(*, active: bool | None = None) -> list[Agency]:
    """All agencies by name, or those that are active or not."""
    rows = Agency.objects.order_by("name", "subject")
    return list(rows if active is None else rows.filter(is_active=active))


def agencies_by_id(agency_ids: Iterable[str]) -> dict[str, Agency]:
    """Several agencies by id; those not held here are missing."""
    return {row.subject: row for row in Agency.objects.filter(subject__in=list(agency_ids))}


def is_known(agency_id: str) -> bool:
    """Whether there is such an agency here."""
    return Agency.objects.filter(subject=agency_id).exists()


def agencies_on_node(node: str) -> list[str]:
    """The agencies, by their ids here, that run this node: those entered under the code that it names."""
    known = peers.peer_or_none(node)
    if known is None or not known.agency:
        return []
    return list(Agency.objects.filter(code=known.agency).order_by("subject").values_list("subject", flat=True))


def runs_a_node(agency_id: str) -> bool:
    """Whether an agency takes its referrals on a node of its own, with which this one exchanges."""
    code = Agency.objects.filter(subject=agency_id).values_list("code", flat=True).first()
    return bool(code) and code in codes_with_a_node()


def codes_with_a_node() -> frozenset[str]:
    """The codes of agencies that run a node: this one, or one that this node knows."""
    known = {one.agency for one in peers.peers(revoked=False) if one.profile == AGENCY_PROFILE}
    return frozenset({settings.SAFECONDUCT_AGENCY, *known} - {""})


def readers_of(agency_id: str) -> str:
    """Who may read what is referred to an agency: its code, or its own id while it has none."""
    code = Agency.objects.filter(subject=agency_id).values_list("code", flat=True).first()
    return code or agency_id


def state_of_authority(agency_id: str) -> str:
    """The State whose authority an agency is; empty for every other agency."""
    found = Agency.objects.filter(subject=agency_id).values_list("state", flat=True).first()
    return found or ""


def contact(contact_id: str) -> Contact:
    """One contact. Raises NotFound partners.unknown_contact."""
    found = Contact.objects.filter(subject=contact_id).first()
    if found is None:
        raise NotFound("partners.unknown_contact")
    return found


def contacts_of(agency_id: str) -> list[Contact]:
    """Whom to call, the focal point first; those who ended are left out."""
    rows = Contact.objects.filter(agency=agency_id, has_ended=False)
    order = {part: place for place, part in enumerate(PARTS)}
    return sorted(rows, key=lambda row: (order.get(row.part, 9), row.name, row.subject))


def agencies_without_focal_point() -> set[str]:
    """Active agencies that nobody is named for."""
    named = set(Contact.objects.filter(has_ended=False, part=PARTS[0]).values_list("agency", flat=True))
    return set(Agency.objects.filter(is_active=True).values_list("subject", flat=True)) - named


def agreement(agreement_id: str) -> Agreement:
    """One agreement. Raises NotFound partners.unknown_agreement."""
    found = Agreement.objects.filter(subject=agreement_id).first()
    if found is None:
        raise NotFound("partners.unknown_agreement")
    return found


def agreements(agency_id: str = "") -> list[Agreement]:
    """Agreements of one agency or of all, the one that lasts longest first."""
    rows = Agreement.objects.order_by("-valid_until", "subject")
    return list(rows.filter(agency=agency_id) if agency_id else rows)


def standing_of(row: Agreement, day: str) -> str:
    """How an agreement stands on a day (ISO)."""
    return standing_on(day, state=row.state, valid_from=row.valid_from, valid_until=row.valid_until)


def agreed_sharing(agency_id: str, purpose: str, day: str) -> AgreedSharing | None:
    """What may be shared with an agency for a purpose on a day (ISO); None without an agreement in force."""
    active = Agency.objects.filter(subject=agency_id, is_active=True).exists()
    found = [
        row
        for row in (agreements(agency_id) if active else [])
        if purpose in row.purposes
        and is_in_force(day, state=row.state, valid_from=row.valid_from, valid_until=row.valid_until)
    ]
    if not found:
        return None
    return AgreedSharing(
        tuple(sorted(row.subject for row in found)), frozenset(name for row in found for name in row.fields)
    )


def state_for_describe_agency(command: Any, act: Act) -> Known:
    """The agency as it stands, and the codes of the others."""
    others = Agency.objects.exclude(subject=command.agency).exclude(code="").values_list("code", flat=True)
    row = Agency.objects.filter(subject=command.agency).first()
    return _known(row, AGENCY_FIELDS, codes_of_others=frozenset(others))


def state_for_describe_contact(command: Any, act: Act) -> Known:
    """The contact as it stands, and whether the agency is known."""
    row = Contact.objects.filter(subject=command.contact).first()
    known = Agency.objects.filter(subject=command.agency).exists()
    return _known(row, CONTACT_FIELDS, agency_known=known, has_ended=row is not None and row.has_ended)


def state_for_end_contact(command: Any, act: Act) -> Known:
    """Whether there is such a contact."""
    row = Contact.objects.filter(subject=command.contact).first()
    return _known(row, CONTACT_FIELDS, has_ended=row is not None and row.has_ended)


def state_for_describe_agreement(command: Any, act: Act) -> Known:
    """The agreement as it stands, and whether the agency is known."""
    known = Agency.objects.filter(subject=command.agency).exists()
    return _agreement_known(command.agreement, agency_known=known)


def state_for_move_agreement(command: Any, act: Act) -> Known:
    """The agreement as it stands."""
    return _agreement_known(command.agreement)


def _agreement_known(agreement_id: str, *, agency_known: bool = True) -> Known:
    row = Agreement.objects.filter(subject=agreement_id).first()
    more = {"state": row.state} if row is not None else {}
    return _known(row, AGREEMENT_FIELDS, agency_known=agency_known, **more)


def _known(row: Any, fields: Iterable[str], **more: Any) -> Known:
    if row is None:
        return Known(**more)
    values = {name: getattr(row, name) for name in fields}
    return Known(is_known=True, values=values, contested=frozenset(row.contested), **more)
