"""The JSON forms of HSDS: services, organisations, services at locations, lists of them, and tables in JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from safeconduct.foundation.documents.hsds.parts import dicts_of
from safeconduct.foundation.documents.hsds.tabular import UNATTACHED, nested_from_tables
from safeconduct.kernel.ids import derived_id, is_id
from safeconduct.kernel.problems import Refused

Record = dict[str, Any]
_DEEPEST = 40
_OF_ORGANIZATIONS = frozenset({"services", "organization_identifiers", "legal_status", "tax_status", "website"})
_OF_SERVICES = frozenset(
    {"organization", "organization_id", "status", "service_at_locations", "eligibility_description"}
)


class Finding(NamedTuple):
    """What could not be used of a file, as a code; `about` names the table or the record."""

    code: str
    about: str


@dataclass
class Directory:
    """What a file holds, by our ids: records whole, without the organisation nested in a service.

    `provider` is the organisation of each service, empty where the file names none.
    """

    organizations: dict[str, Record] = field(default_factory=dict)
    services: dict[str, Record] = field(default_factory=dict)
    provider: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add_organization(self, record: Record) -> str:
        """Take an organisation in; of two records of one, that which says more stays."""
        kept = {name: value for name, value in record.items() if name != "services"}
        subject = subject_of("organization", record)
        if len(kept) >= len(self.organizations.get(subject, {})):
            self.organizations[subject] = kept
        return subject

    def add_service(self, record: Record, organization: str = "") -> str:
        """Take a service in, with the organisation nested in it."""
        kept = dict(record)
        nested = kept.pop("organization", None)
        if isinstance(nested, dict):
            organization = self.add_organization(nested)
        subject = subject_of("service", kept)
        if not organization and kept.get("organization_id"):
            organization = _as_id("organization", str(kept["organization_id"]))
        self.services[subject] = kept
        self.provider[subject] = organization
        return subject


def subject_of(kind: str, record: Mapping[str, Any]) -> str:
    """Our id of a record: its UUID without the dashes, or one derived from what it is called."""
    return _as_id(kind, str(record.get("id") or record.get("name") or ""))


def _as_id(kind: str, given: str) -> str:
    plain = given.replace("-", "").lower()
    return plain if is_id(plain) else derived_id("hsds", kind, given)


def read_directory(data: bytes) -> Directory:
    """What a JSON file holds. Refused: hsds.broken for what is no JSON, hsds.no_service for what has no service."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Refused("hsds.broken") from None
    _check_depth(content)
    found = Directory()
    for one in _items(content):
        _take(found, one)
    if not found.services and not found.organizations:
        raise Refused("hsds.no_service")
    return found


def _check_depth(content: Any, depth: int = 0) -> None:
    if depth > _DEEPEST:
        raise Refused("hsds.broken")
    children = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    for one in children:
        _check_depth(one, depth + 1)


def _items(content: Any) -> Iterable[Any]:
    if isinstance(content, list):
        return content
    if isinstance(content, dict) and isinstance(content.get("contents"), list):
        return list(content["contents"])
    return [content]


def _take(found: Directory, one: Any) -> None:
    if not isinstance(one, dict):
        found.findings.append(Finding("hsds.not_a_record", ""))
    elif any(str(name).endswith(".csv") for name in one):
        _take_tables(found, {str(name).removesuffix(".csv"): rows for name, rows in one.items()})
    elif isinstance(one.get("service"), dict):
        service = dict(one["service"])
        service["service_at_locations"] = [{name: value for name, value in one.items() if name != "service"}]
        found.add_service(service)
    elif _OF_SERVICES & one.keys():
        found.add_service(one)
    elif _OF_ORGANIZATIONS & one.keys():
        organization = found.add_organization(one)
        for service in dicts_of(one.get("services")):
            found.add_service(service, organization)
    else:
        found.findings.append(Finding("hsds.not_a_service", str(one.get("name") or one.get("id") or "")))


def _take_tables(found: Directory, tables: Mapping[str, Any]) -> None:
    take_tables(
        found,
        {
            name: [row for row in rows if isinstance(row, dict)]
            for name, rows in tables.items()
            if isinstance(rows, list)
        },
    )


def take_tables(found: Directory, tables: Mapping[str, list[Record]]) -> None:
    """Take in what the tables of a package hold, children nested into their parents."""
    content = nested_from_tables(tables)
    for record in content.organizations:
        found.add_organization(record)
    for record, organization in content.services:
        found.add_service(record, _as_id("organization", organization) if organization else "")
    found.findings += [Finding("hsds.belongs_to_nothing", name) for name in content.orphans]


def service_full(record: Record, organization: Record | None) -> Record:
    """A service with its organisation nested in it."""
    return {**record, "organization": _plain(organization)} if organization is not None else dict(record)


def organization_full(organization: Record, services: Iterable[Record]) -> Record:
    """An organisation with its services nested in it."""
    return {**_plain(organization), "services": list(services)}


def _plain(organization: Record) -> Record:
    """Without what only a package of tables gives back."""
    return {name: value for name, value in organization.items() if name != UNATTACHED}


def service_at_locations_full(record: Record, organization: Record | None) -> list[Record]:
    """The service at each of its locations, with service and location nested."""
    alone = {name: value for name, value in record.items() if name != "service_at_locations"}
    return [
        {**each, "service": service_full(alone, organization)} for each in dicts_of(record.get("service_at_locations"))
    ]


def list_of(records: list[Record]) -> Record:
    """All records on one page, in the envelope of the HSDS API."""
    return {
        "total_items": len(records),
        "total_pages": 1,
        "page_number": 1,
        "size": len(records),
        "first_page": True,
        "last_page": True,
        "empty": not records,
        "contents": records,
    }
