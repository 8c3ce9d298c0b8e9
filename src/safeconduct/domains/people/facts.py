"""What may have happened to a person, their photos and their registration group.

Names, birth dates, document numbers, contacts and free text are `named`; codes, bands, ids and decisions nameless.
There is no field for religion, ethnicity, politics, nor for the category or cause of a need. Every nameless field
has a default too: a fact whose body cannot be opened must still be projected, and its default is the protective one.
"""

from typing import ClassVar

from msgspec import UNSET, Struct, UnsetType

from safeconduct.kernel.facts import Fact
from safeconduct.science.calendars import BirthDate

LEGAL_HOLD = "legal_hold"
SEPARATION = "separation"  # the kind of flag of a child parted from the adults it was with


class DocumentCodes(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The nameless part of a document: what it is and how it was read."""

    id: str
    type: str = ""
    condition: str = "original"  # original, copy, lost
    read_by: str = "typed"  # typed, mrz
    repaired: bool = False


class DocumentDetails(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The named part of a document. `issuer` is a State or organisation code, `expiry` as it was given."""

    number: str = ""
    issuer: str = ""
    expiry: str = ""


class PersonFields(Fact, frozen=True, kw_only=True):
    """The plain fields of a person; UNSET means that this fact says nothing of it. Empty text clears a field.

    `minor` is yes, no or maybe at the day of registration. `origin` and `destination` hold a code (P-code or
    country); where only words were given they stand in the `_text` field beside it. `originals` keeps a text as it
    was typed where its stored form differs.
    """

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset(
        {
            "given_names",
            "family_name",
            "name_native",
            "birth",
            "origin_text",
            "destination_text",
            "purpose",
            "onward_contact",
            "originals",
        }
    )

    level: int | UnsetType = UNSET
    relation: str | UnsetType = UNSET
    sex: str | UnsetType = UNSET
    age_band: str | UnsetType = UNSET
    minor: str | UnsetType = UNSET
    nationality: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    interpreter_needed: bool | UnsetType = UNSET
    origin: str | UnsetType = UNSET
    destination: str | UnsetType = UNSET
    no_document: bool | UnsetType = UNSET
    given_names: str | UnsetType = UNSET
    family_name: str | UnsetType = UNSET
    name_native: str | UnsetType = UNSET
    birth: BirthDate | UnsetType = UNSET
    origin_text: str | UnsetType = UNSET
    destination_text: str | UnsetType = UNSET
    purpose: str | UnsetType = UNSET
    onward_contact: str | UnsetType = UNSET
    originals: dict[str, str] = {}


class PersonRegistered(PersonFields, frozen=True, kw_only=True):
    """A person was registered, with what they said and showed."""

    NAMED: ClassVar[frozenset[str]] = PersonFields.NAMED | {"document_details"}

    group: str = ""
    documents: tuple[DocumentCodes, ...] = ()
    needs: tuple[str, ...] = ()
    document_details: dict[str, DocumentDetails] = {}  # by document id


class PersonCorrected(PersonFields, frozen=True, kw_only=True):
    """Fields were corrected or completed, with a reason."""

    NAMED: ClassVar[frozenset[str]] = PersonFields.NAMED | {"reason"}

    reason: str = ""


class NeedsChanged(Fact, frozen=True, kw_only=True):
    """Functional needs were found (codes) or withdrawn (by the id of the need: entry and code)."""

    KIND: ClassVar[str] = "person"

    added: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


class DocumentAdded(Fact, frozen=True, kw_only=True):
    """A further document was shown."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"details"})

    document: DocumentCodes = DocumentCodes(id="")
    details: DocumentDetails = DocumentDetails()


class DocumentWithdrawn(Fact, frozen=True, kw_only=True):
    """A document had been entered by mistake."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    document: str = ""
    reason: str = ""


class PhotoKept(Fact, frozen=True, kw_only=True):
    """A photo was taken; its bytes are a subject of their own, so that no projection of a person loads them."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"sha256"})

    photo: str = ""
    sha256: str = ""


class PhotoRefused(Fact, frozen=True, kw_only=True):
    """The person did not want to be photographed. Nothing follows from it."""

    KIND: ClassVar[str] = "person"


class PersonMoved(Fact, frozen=True, kw_only=True):
    """A person changed groups (to none: empty). `raises` lists the flags it raises; unreadable, it raises one."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"explanation"})

    from_group: str = ""
    to_group: str | UnsetType = UNSET
    relation: str | UnsetType = UNSET
    reason: str = ""
    correction: bool = False  # entered in the wrong group: nobody was parted
    raises: tuple[str, ...] = (SEPARATION,)
    explanation: str = ""


class ChildLeftBehind(Fact, frozen=True, kw_only=True):
    """The last adult of a child's group went to another group, and the child did not."""

    KIND: ClassVar[str] = "person"

    group: str = ""
    raises: tuple[str, ...] = (SEPARATION,)


class SeparationReleaseProposed(Fact, frozen=True, kw_only=True):
    """The first of two supervisors says that a flag may come down."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    flag: str = ""
    reason: str = ""


class SeparationReleased(Fact, frozen=True, kw_only=True):
    """The second supervisor agrees. `first` is the actor who proposed it, `proposal` that entry."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    flags: tuple[str, ...] = ()
    first: str = ""
    proposal: str = ""
    reason: str = ""


class PersonVoided(Fact, frozen=True, kw_only=True):
    """The record was entered by mistake: never counted, never deleted."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    reason: str = ""


class PersonRestored(Fact, frozen=True, kw_only=True):
    """Voiding was undone; `voids` names the entries taken back."""

    KIND: ClassVar[str] = "person"

    voids: tuple[str, ...] = ()


class LegalHoldPlaced(Fact, frozen=True, kw_only=True):
    """A court, an authority or a complaint needs this record: it is not erased while the hold stands.

    `basis` is a code; `review_on` (ISO day) is when somebody has to ask whether it is still needed.
    """

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    basis: str = ""
    review_on: str = ""
    reason: str = ""


class LegalHoldLifted(Fact, frozen=True, kw_only=True):
    """Holds ended; `holds` names them."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    holds: tuple[str, ...] = ()
    reason: str = ""


class ObjectionMade(Fact, frozen=True, kw_only=True):
    """The person, or who cares for them, objects to a statement of the record or to a use of it. `about` is a code,
    `entry` the document, crossing or referral it is about, where it is about one; `by` says who objects."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    about: str = ""
    entry: str = ""
    by: str = ""
    words: str = ""


class ObjectionAnswered(Fact, frozen=True, kw_only=True):
    """A supervisor looked into these objections, and says what came of them and why."""

    KIND: ClassVar[str] = "person"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    objections: tuple[str, ...] = ()
    outcome: str = ""
    reason: str = ""


class ErasureProposed(Fact, frozen=True, kw_only=True):
    """The first of two supervisors says that a person whose flag is up may be erased. `grounds` is a code."""

    KIND: ClassVar[str] = "person"

    grounds: str = ""


class PersonErased(Fact, frozen=True, kw_only=True):
    """What names the person was removed. `reason` is a code; `removed` counts what went, by what it was.

    Where two supervisors were needed, `first` is the actor who proposed it, `proposal` that entry.
    """

    KIND: ClassVar[str] = "person"
    ERASES: ClassVar[bool] = True

    reason: str = ""
    first: str = ""
    proposal: str = ""
    removed: dict[str, int] = {}


class PhotoTaken(Fact, frozen=True, kw_only=True):
    """The bytes of one photo (JPEG), under the photo's own key."""

    AUDIENCE: ClassVar[str] = "blob"
    KIND: ClassVar[str] = "photo"
    NAMED: ClassVar[frozenset[str]] = frozenset({"jpeg"})

    person: str = ""
    jpeg: bytes = b""


class PhotoErased(Fact, frozen=True, kw_only=True):
    """The photo went with the person it shows."""

    AUDIENCE: ClassVar[str] = "blob"
    KIND: ClassVar[str] = "photo"
    ERASES: ClassVar[bool] = True


class GroupFields(Fact, frozen=True, kw_only=True):
    """The plain fields of a registration group; UNSET means that this fact says nothing of it.

    `composition` maps "sex/age band" to a number. `form_serial` leads to a paper with names on it: named.
    """

    KIND: ClassVar[str] = "group"
    NAMED: ClassVar[frozenset[str]] = frozenset({"origin_text", "destination_text", "form_serial", "note", "originals"})

    level: int | UnsetType = UNSET
    size: int | UnsetType = UNSET
    composition: dict[str, int] | UnsetType = UNSET
    nationality: str | UnsetType = UNSET
    origin: str | UnsetType = UNSET
    destination: str | UnsetType = UNSET
    transport: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    focal_person: str | UnsetType = UNSET
    origin_text: str | UnsetType = UNSET
    destination_text: str | UnsetType = UNSET
    form_serial: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    originals: dict[str, str] = {}


class GroupRegistered(GroupFields, frozen=True, kw_only=True):
    """A registration group was entered."""

    needs: tuple[str, ...] = ()


class GroupCorrected(GroupFields, frozen=True, kw_only=True):
    """Fields of a group were corrected or completed, with a reason."""

    NAMED: ClassVar[frozenset[str]] = GroupFields.NAMED | {"reason"}

    reason: str = ""


class GroupNeedsChanged(Fact, frozen=True, kw_only=True):
    """Functional needs of a group as a whole, as `NeedsChanged`."""

    KIND: ClassVar[str] = "group"

    added: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


class GroupVoided(Fact, frozen=True, kw_only=True):
    """The group was entered by mistake, or twice: never counted, never deleted."""

    KIND: ClassVar[str] = "group"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    reason: str = ""


class GroupRestored(Fact, frozen=True, kw_only=True):
    """Voiding was undone; `voids` names the entries taken back."""

    KIND: ClassVar[str] = "group"

    voids: tuple[str, ...] = ()


class GroupWordsErased(Fact, frozen=True, kw_only=True):
    """Note, form serial and places in words went with the only person of the group."""

    KIND: ClassVar[str] = "group"
    ERASES: ClassVar[bool] = True


class GroupWordsWithdrawn(GroupFields, frozen=True, kw_only=True):
    """Remarks and reasons about a group that others share went with one of its people.

    What the removed entries said of all of them is said again: places in words, and the serial of their paper form.
    """

    ERASES_WORDS: ClassVar[bool] = True

    entries: tuple[str, ...] = ()


FACTS = (
    PersonRegistered,
    PersonCorrected,
    NeedsChanged,
    DocumentAdded,
    DocumentWithdrawn,
    PhotoKept,
    PhotoRefused,
    PersonMoved,
    ChildLeftBehind,
    SeparationReleaseProposed,
    SeparationReleased,
    PersonVoided,
    PersonRestored,
    LegalHoldPlaced,
    LegalHoldLifted,
    ObjectionMade,
    ObjectionAnswered,
    ErasureProposed,
    PersonErased,
    PhotoTaken,
    PhotoErased,
    GroupRegistered,
    GroupCorrected,
    GroupNeedsChanged,
    GroupVoided,
    GroupRestored,
    GroupWordsErased,
    GroupWordsWithdrawn,
)
