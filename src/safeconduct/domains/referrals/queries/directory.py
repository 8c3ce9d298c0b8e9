"""Reading the service directory: one service, those that fit what was typed, and what agencies asked to be changed."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q

from safeconduct.domains.referrals.models import ChangeRequest, Referral, Service, ServiceRecord
from safeconduct.domains.referrals.opening import Opening
from safeconduct.domains.referrals.projection.service import SERVICE_FIELDS
from safeconduct.domains.referrals.queries.agency_port import agency_port
from safeconduct.domains.referrals.rules import KnownService, Request
from safeconduct.foundation.nodes.kinds import AGENCY as AGENCY_PROFILE
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound


def service(service_id: str) -> Service:
    """One service. Raises NotFound referrals.unknown_service."""
    found = Service.objects.filter(subject=service_id, is_partial=False).first()
    if found is None:
        raise NotFound("referrals.unknown_service")
    return found


def services_by_id(service_ids: Iterable[str]) -> dict[str, Service]:
    """Several services by id; those not held here are missing."""
    return {row.subject: row for row in Service.objects.filter(subject__in=list(service_ids))}


class Meaning(NamedTuple):
    """A word that was typed, and what it also names: types of service and agencies."""

    word: str
    types: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def services(
    meanings: Iterable[Meaning] = (), *, types: Iterable[str] = (), listed: bool | None = True, agency: str = ""
) -> list[Service]:
    """Services by name whose text has every word, or for a word the type or agency it names; or one of `types`.

    `agency` keeps those of one agency alone.
    """
    rows = Service.objects.filter(is_partial=False).order_by("name", "subject")
    if listed is not None:
        rows = rows.filter(is_listed=listed)
    if agency:
        rows = rows.filter(agency=agency)
    words = list(meanings)
    if words:
        by_words = Q()
        for one in words:
            by_words &= Q(search__contains=one.word) | Q(agency__in=one.agencies) | _of_types(one.types)
        rows = rows.filter(by_words | _of_types(types))
    return list(rows)


def _of_types(types: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for code in types:
        found |= Q(type_key__contains=f"|{code}|")
    return found


def records(service_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What partners' files said of these services."""
    return dict(ServiceRecord.objects.filter(subject__in=list(service_ids)).values_list("subject", "record"))


def is_agency_node() -> bool:
    """Whether this is an agency's own node: people are referred to it here, and nobody from here."""
    return settings.SAFECONDUCT_PROFILE == AGENCY_PROFILE


def hours_of(row: Service) -> tuple[Opening, ...]:
    """The weekly hours of a service."""
    return tuple(Opening(tuple(one["days"]), one["opens"], one["closes"]) for one in row.hours)


def open_requests() -> list[ChangeRequest]:
    """What agencies asked to be changed in their entries and nobody has answered, the oldest first."""
    waiting = list(ChangeRequest.objects.filter(is_answered=False).order_by("asked_at", "subject", "id"))
    held = services_by_id({one.subject for one in waiting})
    return [one for one in waiting if one.subject in held and _is_its_own(one.agency, held[one.subject])]


def _is_its_own(asked_by: str, row: Service) -> bool:
    """An agency has no say in another's entry, whatever its node sends."""
    return asked_by == agency_port().readers_of(row.agency)


def requests_of(service_id: str) -> list[ChangeRequest]:
    """Every request about a service, the latest first."""
    return list(ChangeRequest.objects.filter(subject=service_id).order_by("-asked_at", "id"))


def state_for_service(command: Any, act: Act) -> KnownService:
    """The service as it stands, whether it is of the agency whose node this is, and the requests that wait."""
    row = Service.objects.filter(subject=command.service).first()
    code = settings.SAFECONDUCT_AGENCY if is_agency_node() else ""
    is_own = bool(code) and Referral.objects.filter(service=command.service, readers=code).exists()
    if row is None:
        return KnownService(own_code=code, is_own=is_own)
    values = {name: getattr(row, name) for name in SERVICE_FIELDS if name != "record"}
    values["record"] = records([row.subject]).get(row.subject, {})
    waiting = ChangeRequest.objects.filter(subject=row.subject, is_answered=False)
    mine = [(one.id, one.changes) for one in waiting if _is_its_own(one.agency, row)]
    return KnownService(
        is_known=not row.is_partial,
        values=values,
        contested=frozenset(row.contested),
        own_code=code,
        is_own=is_own,
        requests=tuple(Request(entry, changes) for entry, changes in mine),
    )
