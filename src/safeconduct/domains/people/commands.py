"""The doors into the room of people. Each function builds one command and hands it to dispatch."""

from typing import Any

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class BirthDateGiven(Command, frozen=True, kw_only=True):
    """A birth date as given: see science/calendars; `kind` is date, age or unknown."""

    kind: str = "unknown"
    calendar: str = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    estimated: bool = False
    age: int | None = None
    as_of: str | None = None
    original: str = ""
    age_unit: str = "y"  # y, m, w, d


class DocumentGiven(Command, frozen=True, kw_only=True):
    """A document shown. `id` is made by the desk; `condition` is original, copy or lost."""

    id: str
    type: str
    number: str = ""
    issuer: str = ""
    expiry: str = ""
    condition: str = "original"
    read_by: str = "typed"  # typed, mrz
    repaired: bool = False


class RegisterPerson(Command, frozen=True, kw_only=True):
    """A new person. Only `person` and `level` are required: nobody is blocked for want of an answer."""

    person: str
    level: int
    group: str | None = None
    relation: str = ""
    given_names: str = ""
    family_name: str = ""
    name_native: str = ""
    sex: str = "unknown"
    birth: BirthDateGiven = BirthDateGiven()
    nationality: str = ""
    documents: tuple[DocumentGiven, ...] = ()
    needs: tuple[str, ...] = ()
    language: str = ""
    interpreter_needed: bool = False
    origin: str = ""
    destination: str = ""
    purpose: str = ""
    onward_contact: str = ""
    no_document: bool = False


class CorrectPerson(Command, frozen=True, kw_only=True):
    """Correct or complete fields of a person, with a reason. `changes` uses RegisterPerson's field names."""

    person: str
    changes: dict[str, Any]
    reason: str
    level: int | None = None


class VoidPerson(Command, frozen=True, kw_only=True):
    """A record entered by mistake: never counted, never deleted."""

    person: str
    reason: str


class RestorePerson(Command, frozen=True, kw_only=True):
    """Undo of one's own voiding, within 60 seconds."""

    person: str


class AddDocument(Command, frozen=True, kw_only=True):
    """A further document of a person."""

    person: str
    document: DocumentGiven


class WithdrawDocument(Command, frozen=True, kw_only=True):
    """A document entered by mistake; it stays in the history."""

    person: str
    document: str
    reason: str


class TakePhoto(Command, frozen=True, kw_only=True):
    """A photo (JPEG bytes), replacing the one before; or the person's refusal when `jpeg` is empty."""

    person: str
    jpeg: bytes = b""
    refused: bool = False


class RegisterGroup(Command, frozen=True, kw_only=True):
    """A registration group. `composition` maps "sex/age band" (F/0-4 ...) to a number, level 1 knows no more."""

    group: str
    level: int
    size: int
    composition: dict[str, int] = {}
    nationality: str = ""
    origin: str = ""
    destination: str = ""
    transport: str = ""
    language: str = ""
    needs: tuple[str, ...] = ()
    focal_person: str | None = None
    form_serial: str = ""  # of the paper form it was keyed from
    note: str = ""


class CorrectGroup(Command, frozen=True, kw_only=True):
    """Correct or complete fields of a group, with a reason; also how level 1 becomes level 2 elsewhere, later."""

    group: str
    changes: dict[str, Any]
    reason: str
    level: int | None = None


class VoidGroup(Command, frozen=True, kw_only=True):
    """A group entered by mistake, or twice: never counted, never deleted. Its people stay unless voided too."""

    group: str
    reason: str


class RestoreGroup(Command, frozen=True, kw_only=True):
    """Undo of one's own voiding, within 60 seconds."""

    group: str


class MovePerson(Command, frozen=True, kw_only=True):
    """A person goes from one group to another. `reason` is a code; entered_in_wrong_group is a correction."""

    person: str
    from_group: str
    to_group: str
    relation: str
    reason: str
    explanation: str = ""
    companions: tuple[str, ...] = ()  # others of the same group who go along; whoever goes together is not parted


class ProposeSeparationRelease(Command, frozen=True, kw_only=True):
    """The first supervisor's word that a separation flag may come down, with the reason."""

    person: str
    flag: str
    reason: str


class ConfirmSeparationRelease(Command, frozen=True, kw_only=True):
    """The second supervisor's word; it takes the flag down. Must be another person than the first."""

    person: str
    flag: str
    reason: str


class PlaceLegalHold(Command, frozen=True, kw_only=True):
    """Keep a record from being erased. `basis` is a code of `people.rules.HOLD_BASES`, `review_on` an ISO day."""

    person: str
    basis: str
    reason: str
    review_on: str


class LiftLegalHold(Command, frozen=True, kw_only=True):
    """End a hold; an erasure that waited for it may then be done."""

    person: str
    hold: str
    reason: str


class MakeObjection(Command, frozen=True, kw_only=True):
    """Take down that a person objects to a statement or a use of their record. `about` is a code of
    `people.rules.OBJECTION_ABOUT`, `entry` the id of what it is about, or empty; `by` a code of `OBJECTION_BY`."""

    person: str
    about: str
    by: str
    words: str
    entry: str = ""


class AnswerObjection(Command, frozen=True, kw_only=True):
    """Say what came of an objection, and why. `outcome` is a code of `people.rules.OBJECTION_OUTCOMES`."""

    person: str
    objection: str
    outcome: str
    reason: str


class ProposeErasure(Command, frozen=True, kw_only=True):
    """The first supervisor's word that a person whose flag is up may be erased; another one erases."""

    person: str
    grounds: str


class ErasePerson(Command, frozen=True, kw_only=True):
    """Remove what names a person (key, bodies, rows); counts and standing flags stay. `reason` is a code of
    `people.rules.ERASURE_REASONS`."""

    person: str
    reason: str


def register_person(act: Act, **what: Any) -> Receipt:
    """Register a person. Refused: see `people.rules.REFUSALS`."""
    return submit(act, RegisterPerson(**what))


def correct_person(act: Act, *, person: str, changes: dict[str, Any], reason: str, level: int | None = None) -> Receipt:
    """Correct fields of a person with a reason."""
    return submit(act, CorrectPerson(person=person, changes=changes, reason=reason, level=level))


def void_person(act: Act, *, person: str, reason: str) -> Receipt:
    """Void a record entered by mistake."""
    return submit(act, VoidPerson(person=person, reason=reason))


def restore_person(act: Act, *, person: str) -> Receipt:
    """Undo one's own voiding of a person."""
    return submit(act, RestorePerson(person=person))


def add_document(act: Act, *, person: str, document: DocumentGiven) -> Receipt:
    """Add a document."""
    return submit(act, AddDocument(person=person, document=document))


def withdraw_document(act: Act, *, person: str, document: str, reason: str) -> Receipt:
    """Withdraw a document entered by mistake."""
    return submit(act, WithdrawDocument(person=person, document=document, reason=reason))


def take_photo(act: Act, *, person: str, jpeg: bytes = b"", refused: bool = False) -> Receipt:
    """Keep a photo, or that the person refused one."""
    return submit(act, TakePhoto(person=person, jpeg=jpeg, refused=refused))


def register_group(act: Act, **what: Any) -> Receipt:
    """Register a group."""
    return submit(act, RegisterGroup(**what))


def correct_group(act: Act, *, group: str, changes: dict[str, Any], reason: str, level: int | None = None) -> Receipt:
    """Correct fields of a group with a reason."""
    return submit(act, CorrectGroup(group=group, changes=changes, reason=reason, level=level))


def void_group(act: Act, *, group: str, reason: str) -> Receipt:
    """Void a group entered by mistake."""
    return submit(act, VoidGroup(group=group, reason=reason))


def restore_group(act: Act, *, group: str) -> Receipt:
    """Undo one's own voiding of a group."""
    return submit(act, RestoreGroup(group=group))


def move_person(act: Act, **what: Any) -> Receipt:
    """Move a person between groups; a child leaving an adult's group raises a separation flag."""
    return submit(act, MovePerson(**what))


def propose_separation_release(act: Act, *, person: str, flag: str, reason: str) -> Receipt:
    """First of two supervisors."""
    return submit(act, ProposeSeparationRelease(person=person, flag=flag, reason=reason))


def confirm_separation_release(act: Act, *, person: str, flag: str, reason: str) -> Receipt:
    """Second of two supervisors."""
    return submit(act, ConfirmSeparationRelease(person=person, flag=flag, reason=reason))


def place_legal_hold(act: Act, **what: Any) -> Receipt:
    """Keep a record from being erased."""
    return submit(act, PlaceLegalHold(**what))


def lift_legal_hold(act: Act, *, person: str, hold: str, reason: str) -> Receipt:
    """End a hold."""
    return submit(act, LiftLegalHold(person=person, hold=hold, reason=reason))


def make_objection(act: Act, **what: Any) -> Receipt:
    """Take down an objection."""
    return submit(act, MakeObjection(**what))


def answer_objection(act: Act, *, person: str, objection: str, outcome: str, reason: str) -> Receipt:
    """Answer an objection."""
    return submit(act, AnswerObjection(person=person, objection=objection, outcome=outcome, reason=reason))


def propose_erasure(act: Act, *, person: str, grounds: str) -> Receipt:
    """First of two supervisors, where a flag is up."""
    return submit(act, ProposeErasure(person=person, grounds=grounds))


def erase_person(act: Act, *, person: str, reason: str) -> Receipt:
    """Remove what names a person."""
    return submit(act, ErasePerson(person=person, reason=reason))
