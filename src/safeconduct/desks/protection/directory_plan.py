"""What a directory file would do: which agencies and services are new, which change, and every mistake by row.

Nothing is written here. A file says only what it knows: a field that it does not name stays as it stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from safeconduct.desks.protection import directory_columns as columns
from safeconduct.desks.protection import three_w
from safeconduct.desks.protection.directory_records import organization_record, service_record
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.partners.commands import DescribeAgency
from safeconduct.domains.partners.rules import decide_describe_agency
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.commands import DescribeService
from safeconduct.domains.referrals.opening import Opening
from safeconduct.domains.referrals.rules import decide_describe_service
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.documents import hsds
from safeconduct.foundation.documents.hsds.parts import text_of
from safeconduct.foundation.documents.table_files import TableFile
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act, Circumstances, Command
from safeconduct.kernel.ids import derived_id, is_id, new_id
from safeconduct.kernel.problems import Problem, Refused

KEPT_OF_AGENCY = ("name", "short_name", "type", "state", "code", "is_active", "phone", "email", "website")


@dataclass(frozen=True)
class Finding:
    """A sentence about one row or one column of it; a warning does not stop the import."""

    row: int
    column: str
    sentence: str
    is_warning: bool = False


@dataclass(frozen=True)
class Planned:
    """One act: an agency, or a service. `is_new` where there was none."""

    row: int
    act_id: str
    command: Command
    subject: str
    is_new: bool


@dataclass
class DirectoryPlan:
    """What a file would do. It may be imported when nothing but warnings was found."""

    services: int = 0
    acts: list[Planned] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def errors(self) -> list[Finding]:
        """What must be mended in the file first."""
        return [one for one in self.findings if not one.is_warning]

    @property
    def warnings(self) -> list[Finding]:
        """What a person should look at."""
        return [one for one in self.findings if one.is_warning]

    def count(self, kind: type[Command], *, new: bool) -> int:
        """How many agencies or services are new, or change."""
        return sum(isinstance(one.command, kind) and one.is_new == new for one in self.acts)

    @property
    def figures(self) -> dict[str, int]:
        """For the page."""
        return {
            "new_services": self.count(DescribeService, new=True),
            "changed_services": self.count(DescribeService, new=False),
            "new_agencies": self.count(DescribeAgency, new=True),
            "changed_agencies": self.count(DescribeAgency, new=False),
        }


class Planner:
    """Reads one file for one person at one moment."""

    def __init__(self, here: Circumstances) -> None:
        self.plan = DirectoryPlan()
        self._here = here
        self._agencies = {one.subject: one for one in partners.agencies()}
        self._by_name = {
            folded(name): one.subject for one in self._agencies.values() for name in (one.short_name, one.name) if name
        }
        self._wanted: dict[str, dict[str, Any]] = {}
        self._services = {one.subject: one for one in queries.services(listed=None)}
        self._by_place = {
            (one.agency, folded(one.name), "" if one.is_discreet else folded(one.place)): one.subject
            for one in self._services.values()
        }

    # Three kinds of file

    def read_hsds(self, directory: hsds.Directory) -> DirectoryPlan:
        """A directory in the shape of HSDS."""
        for one in directory.findings:
            self.say(0, one.about, one.code, warn=True, about=one.about)
        held = queries.records(self._services)
        for agency, record in directory.organizations.items():
            if agency not in self._agencies or record != organization_record(self._agencies[agency]):
                self._agency(0, agency, _agency_of(record))
        for service, record in directory.services.items():
            agency = directory.provider[service]
            if not agency or (agency not in self._agencies and agency not in self._wanted):
                self.say(0, str(record.get("name") or ""), "directory.no_agency")
                continue
            standing = self._services.get(service)
            if standing is not None and record == service_record(standing, held.get(service, {})):
                self.plan.services += 1  # as we would write it ourselves
                continue
            self._service(0, service, agency, {**hsds.read_fields(record), "record": record})
        return self.plan

    def read_table(self, table: TableFile) -> DirectoryPlan:
        """A plain table with our columns, or a 3W. Refused: directory.columns."""
        names = [columns.column_named(head) for head in table.header]
        if columns.AGENCY in names and "name" in names and "types" in names:
            for row in table.rows:
                self._line(row.number, {name: cell for name, cell in zip(names, row.cells, strict=False) if name})
            return self.plan
        lines = three_w.read_rows(table)
        if not lines:
            raise Refused("directory.columns")
        self._three_w(lines)
        return self.plan

    def _line(self, row: int, cells: dict[str, Any]) -> None:
        agency = columns.text_of(cells.get(columns.AGENCY))
        if not agency:
            self.say(row, columns.AGENCY, "directory.agency_missing")
            return
        fields: dict[str, Any] = {}
        for code, cell in cells.items():
            if code not in columns.ABOUT_THE_AGENCY:
                self._take(row, code, lambda code=code, cell=cell: fields.update({code: columns.read_cell(code, cell)}))
        about: dict[str, Any] = {"name": agency}
        if columns.text_of(cells.get(columns.AGENCY_TYPE)):
            self._take(row, columns.AGENCY_TYPE, lambda: about.update(
                {"type": columns.read_agency_type(columns.text_of(cells[columns.AGENCY_TYPE]))}))  # fmt: skip
        subject = self._agency_named(agency)
        self._agency(row, subject, about)
        given = columns.text_of(cells.get(columns.NUMBER)).replace("-", "").lower()
        self._service(row, given if is_id(given) else self._service_named(subject, fields), subject, fields)

    def _three_w(self, lines: Iterable[tuple[int, dict[str, str]]]) -> None:
        """Lines of one service at one place are one entry that does several things."""
        gathered: dict[str, tuple[int, str, dict[str, Any]]] = {}
        for row, texts in lines:
            agency = self._agency_named(texts["agency"])
            about = {"name": texts["agency"]}
            if texts.get("agency_short"):
                about["short_name"] = texts["agency_short"]
            self._agency(row, agency, about)
            fields = self._fields_of_line(row, texts)
            service = self._service_named(agency, fields)
            if service in gathered:
                types = gathered[service][2]["types"]
                gathered[service][2]["types"] = tuple(dict.fromkeys((*types, *fields["types"])))
            else:
                gathered[service] = (row, agency, fields)
        for service, (row, agency, fields) in gathered.items():
            self._service(row, service, agency, fields)

    def _fields_of_line(self, row: int, texts: Mapping[str, str]) -> dict[str, Any]:
        types = three_w.types_of(texts)
        if types == ("other",):
            self.say(row, "", "directory.type_unknown", warn=True)
        fields: dict[str, Any] = {
            "types": types,
            "name": texts.get("name") or texts.get("activity") or texts.get("sector") or texts["agency"],
        }
        fields |= {name: texts[name] for name in ("place", "place_code", "day_phone", "email") if texts.get(name)}
        for name in ("latitude", "longitude", "confirmed_on"):
            if texts.get(name):
                self._take(row, name, lambda name=name: fields.update({name: columns.read_cell(name, texts[name])}))
        if texts.get("status"):
            fields["is_open"] = folded(texts["status"]) not in (
                "closed",
                "ferme",
                "cerrado",
                "suspended",
                "completed",
                "مغلق",
            )
        if texts.get("beneficiaries"):
            try:
                fields["for_whom"] = columns.read_cell("for_whom", texts["beneficiaries"])
            except Problem:
                fields["eligibility"] = texts["beneficiaries"]
        return fields

    # What all of them come to

    def _take(self, row: int, column: str, read: Any) -> None:
        try:
            read()
        except Problem as problem:
            self.say(row, column, problem.code, **problem.details)

    def say(self, row: int, column: str, code: str, *, warn: bool = False, **details: Any) -> None:
        """Note a finding."""
        self.plan.findings.append(Finding(row, columns.words_of(column), sentence_of(code, details), warn))

    def _agency_named(self, name: str) -> str:
        return self._by_name.get(folded(name)) or derived_id("agency", folded(name))

    def _service_named(self, agency: str, fields: Mapping[str, Any]) -> str:
        key = (agency, folded(str(fields.get("name") or "")), folded(str(fields.get("place") or "")))
        return self._by_place.get(key) or derived_id("service", *key)

    def _agency(self, row: int, agency: str, said: Mapping[str, Any]) -> None:
        standing = self._agencies.get(agency)
        before = self._wanted.get(agency) or {
            name: getattr(standing, name) for name in KEPT_OF_AGENCY if standing is not None
        }
        given = {**before, **{name: value for name, value in said.items() if value not in ("", None)}}
        if given.get("name") and standing is not None and "record" not in said:
            given["name"] = standing.name  # found by its short name, it keeps its long one
        if self._wanted.get(agency) == given:
            return
        command = DescribeAgency(agency=agency, **given)
        act = Act(id=new_id(), actor=self._here.actor, purpose="administration", place=self._here.place)
        try:
            decide_describe_agency(command, partners.state_for_describe_agency(command, act), self._here)
        except Problem as problem:
            if problem.code != "partners.nothing_changed":
                self.say(row, columns.AGENCY, problem.code, **problem.details)
            return
        finally:
            self._wanted[agency] = given
        self.plan.acts = [one for one in self.plan.acts if one.subject != agency]
        self.plan.acts.append(Planned(row, new_id(), command, agency, standing is None))

    def _service(self, row: int, service: str, agency: str, said: Mapping[str, Any]) -> None:
        self.plan.services += 1
        standing = self._services.get(service)
        given = {"name": "", "types": (), **_standing(standing), **said, "agency": agency}
        if standing is not None and standing.is_discreet:
            # A file leaves the place of a safe house empty: read back, that means nothing.
            given |= {name: getattr(standing, name) for name in (*columns.WHERE, "description") if not said.get(name)}
        given["hours"] = tuple(one if isinstance(one, Opening) else Opening(*one) for one in given.get("hours", ()))
        command = DescribeService(service=service, **given)
        act = Act(id=new_id(), actor=self._here.actor, purpose="administration", place=self._here.place)
        try:
            decide_describe_service(command, queries.state_for_service(command, act), self._here)
        except Problem as problem:
            if problem.code != "referrals.nothing_changed":
                self.say(
                    row,
                    str(problem.details.get("field", "")) or str(given.get("name") or ""),
                    problem.code,
                    **problem.details,
                )
            return
        self.plan.acts.append(Planned(row, new_id(), command, service, standing is None))


def _standing(row: Any) -> dict[str, Any]:
    if row is None:
        return {}
    plain = [one.code for one in columns.SERVICE_COLUMNS if one.code != "hours"]
    found = {code: getattr(row, code) for code in plain}
    found |= {code: tuple(found[code]) for code in ("types", "for_whom", "languages")}
    return found | {"hours": queries.hours_of(row)}


def _agency_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """What an HSDS organisation says of an agency."""
    fields = hsds.read_fields({"phones": record.get("phones"), "email": record.get("email")})
    return {
        "name": text_of(record.get("name"), "name", 200),
        "short_name": text_of(record.get("alternate_name"), "name", 200),
        "phone": fields["day_phone"],
        "email": fields["email"],
        "website": text_of(record.get("website") or record.get("url"), "free", 300),
        "record": dict(record),
    }
