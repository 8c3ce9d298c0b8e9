"""Services and agencies as HSDS records, as they are taken out and as a file read back is compared with them."""

from typing import Any

from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import queries
from safeconduct.foundation.documents import hsds

Rows = list[Any]


def hsds_records(rows: Rows) -> tuple[dict[str, Any], list[tuple[dict[str, Any], str]]]:
    """HSDS records: organisations by our id, and services each with our id of its organisation."""
    held = queries.records([row.subject for row in rows])
    found = [(service_record(row, held.get(row.subject, {})), row.agency) for row in rows]
    agencies = partners.agencies_by_id({row.agency for row in rows})
    return {subject: organization_record(one) for subject, one in agencies.items()}, found


def service_record(row: Any, record: dict[str, Any]) -> dict[str, Any]:
    """A service as HSDS says it: what came in with it, and our own words in it."""
    base = dict(record) or {"id": uuid_of(row.subject), "status": "active"}
    fields = {name: getattr(row, name) for name in hsds.FIELDS if name != "hours"}
    fields |= {name: tuple(fields[name]) for name in ("types", "for_whom", "languages")}
    fields["hours"] = tuple((one.days, one.opens, one.closes) for one in queries.hours_of(row))
    if row.is_discreet:
        # Nothing that a partner's file said of the place goes on to others, nor does what we know.
        base = hsds.without_address(base)
        fields |= dict.fromkeys(("place", "place_code", "address", "description"), "")
        fields |= {"latitude": None, "longitude": None}
    return hsds.written_fields(base, fields)


def organization_record(agency: Any) -> dict[str, Any]:
    """An agency as HSDS says it."""
    record = dict(agency.record) or {"id": uuid_of(agency.subject)}
    told = hsds.read_fields({"phones": record.get("phones")})
    if record.get("name") != agency.name:
        record["name"] = agency.name
    for name, key in (("short_name", "alternate_name"), ("email", "email"), ("website", "website")):
        if getattr(agency, name) and str(record.get(key) or "") != getattr(agency, name):
            record[key] = getattr(agency, name)
    if agency.phone and told["day_phone"] != agency.phone:
        phone = {"id": uuid_of(agency.subject), "number": agency.phone, "type": "voice"}
        record["phones"] = [phone, *(record.get("phones") or ())]
    return record


def uuid_of(subject: str) -> str:
    """One of our ids as a UUID."""
    return f"{subject[:8]}-{subject[8:12]}-{subject[12:16]}-{subject[16:20]}-{subject[20:]}"
