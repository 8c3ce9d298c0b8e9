"""Reading the service directory: one service, those that fit what was typed, and what agencies asked to be changed."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import Q

from safeconduct.domains.referrals.models import ChangeRequest, Service, ServiceRecord
from safeconduct.domains.referrals.opening import Opening
from safeconduct.domains.referrals.projection.service import SERVICE_FIELDS
from safeconduct.domains.referrals.rules import KnownService, Request
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound

OwnAgencyPort = Callable[[], str]
_own_agency_port: list[OwnAgencyPort] = []


def set_own_agency_port(own_agency: OwnAgencyPort) -> None:
    """Say who knows which agency runs this node. Chosen in wiring."""
    _own_agency_port[:] = [own_agency]


def own_agency() -> str:
    """The agency that runs this node."""
    return _own_agency_port[0]() if _own_agency_port else ""


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


def hours_of(row: Service) -> tuple[Opening, ...]:
    """The weekly hours of a service."""
    return tuple(Opening(tuple(one["days"]), one["opens"], one["closes"]) for one in row.hours)


def open_requests() -> list[ChangeRequest]:
    """What agencies asked to be changed and nobody has answered, the oldest first."""
    return list(ChangeRequest.objects.filter(is_answered=False).order_by("asked_at", "subject", "id"))


def requests_of(service_id: str) -> list[ChangeRequest]:
    """Every request about a service, the latest first."""
    return list(ChangeRequest.objects.filter(subject=service_id).order_by("-asked_at", "id"))


def state_for_service(command: Any, act: Act) -> KnownService:
    """The service as it stands, the agency of this node, and the requests that wait."""
    row = Service.objects.filter(subject=command.service).first()
    own = own_agency()
    if row is None:
        return KnownService(own_agency=own)
    values = {name: getattr(row, name) for name in SERVICE_FIELDS if name != "record"}
    values["record"] = records([row.subject]).get(row.subject, {})
    waiting = ChangeRequest.objects.filter(subject=row.subject, is_answered=False).values_list("id", "changes")
    return KnownService(
        is_known=not row.is_partial,
        values=values,
        contested=frozenset(row.contested),
        own_agency=own,
        requests=tuple(Request(entry, changes) for entry, changes in waiting),
    )
