"""Reading an agency's files; the tables in force; and the sealed entries that were not opened yet."""

from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings

from safeconduct.domains.screening.models import File, FileCategory, FileNeed
from safeconduct.domains.screening.queries.released import card_in_force, instrument_in_force, rules_in_force
from safeconduct.domains.screening.rules import FileState
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotAllowed, NotFound

AGENCY = "agency"
_OF_PERSON = Lookup(File, "person = %s AND NOT erased", order="last_at DESC")


class OpenNeed(msgspec.Struct, frozen=True):
    """An open need with the file it belongs to."""

    need: FileNeed
    file: File


def check_agency() -> None:
    """Raises NotAllowed screening.agency_only anywhere but on a protection agency's node."""
    if not reads_files():
        raise NotAllowed("screening.agency_only")


def file(file_id: str) -> File:
    """One file. NotFound: screening.no_such_file."""
    found = File.objects.filter(subject=file_id).first()
    if found is None:
        raise NotFound("screening.no_such_file")
    return found


def reads_files() -> bool:
    """Whether this is a protection agency's node."""
    return bool(settings.SAFECONDUCT_PROFILE == AGENCY)


def file_of_person(person: str) -> File | None:
    """The file of a person as the post knows them; none anywhere but on the agency's node."""
    return _OF_PERSON.first(person) if person else None


def files(*, limit: int = 2000) -> list[File]:
    """The files, those with the nearest limit first, those without an open need last."""
    rows = File.objects.filter(erased=False)
    with_a_limit = list(rows.filter(due_at__isnull=False).order_by("due_at", "subject")[:limit])
    rest = rows.filter(due_at__isnull=True).order_by("-last_at", "subject")[: limit - len(with_a_limit)]
    return with_a_limit + list(rest)


def files_of_group(group: str, *, besides: str = "") -> list[File]:
    """The other files of people who came together."""
    rows = File.objects.filter(group=group, erased=False).exclude(subject=besides) if group else File.objects.none()
    return list(rows.order_by("opened_at", "subject"))


def needs_of_file(file_id: str) -> list[FileNeed]:
    """The needs of a file, open ones first, the most urgent first."""
    return list(FileNeed.objects.filter(subject=file_id).order_by("-is_open", "due_at", "id"))


def categories_of_file(file_id: str) -> list[FileCategory]:
    """The specific needs of a file, pending review."""
    return list(FileCategory.objects.filter(subject=file_id).order_by("id"))


def open_needs(*, service: str = "", limit: int = 2000) -> list[OpenNeed]:
    """Every open need, the nearest limit first; of one service, where asked for."""
    rows = FileNeed.objects.filter(is_open=True)
    if service:
        rows = rows.filter(service=service)
    needs = list(rows.order_by("due_at", "subject", "id")[:limit])
    held = {one.subject: one for one in File.objects.filter(subject__in={need.subject for need in needs})}
    return [OpenNeed(need, held[need.subject]) for need in needs if need.subject in held]


def count_over(now: datetime) -> int:
    """How many open needs are past their limit."""
    return FileNeed.objects.filter(is_open=True, due_at__lt=now).count()


def state_of_file(command: Any, act: Act) -> FileState:
    """What stands, and the tables in force. NotAllowed: screening.agency_only."""
    check_agency()
    empty = FileState(rules=rules_in_force(), instrument=instrument_in_force(), pictures=card_in_force())
    row = File.objects.filter(subject=command.file).first()
    if row is None:
        return empty
    needs = needs_of_file(command.file)
    about = {name: getattr(row, name) for name in ("minor", "sex", "age_band") if getattr(row, name)}
    return msgspec.structs.replace(
        empty,
        exists=True,
        erased=row.erased,
        about=about,
        card=tuple(row.card),
        cues=tuple(row.cues),
        answers=row.answers,
        due={need.need: need.due_at for need in needs},
        rows={need.need: tuple(str(reason["row"]) for reason in need.reasons) for need in needs},
    )


state_for_take_in = state_of_file
state_for_open_file = state_of_file
state_for_hold_interview = state_of_file
state_for_settle_need = state_of_file
state_for_reassess_needs = state_of_file
state_for_erase_file = state_of_file
