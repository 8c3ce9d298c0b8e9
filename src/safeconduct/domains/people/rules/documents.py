"""Further documents, and the photo or its refusal."""

import hashlib

from safeconduct.domains.people.commands import AddDocument, TakePhoto, WithdrawDocument
from safeconduct.domains.people.facts import (
    DocumentAdded,
    DocumentWithdrawn,
    PhotoKept,
    PhotoRefused,
    PhotoTaken,
)
from safeconduct.domains.people.rules.fields import MOST_DOCUMENTS, checked_reason, read_document
from safeconduct.domains.people.rules.people import check_can_change
from safeconduct.domains.people.rules.states import Photographed, Subject
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused

LARGEST_PHOTO = 300_000  # assumption: bytes; a face of 600 by 800 pixels as JPEG of good quality has about 100 kB


def decide_add_document(command: AddDocument, state: Subject, here: Circumstances) -> list[About]:
    """Refused: too_many_documents, and what a document refuses. Conflict: document_twice, erased, voided.

    All begin with `people.`, but for those of texts.
    """
    check_can_change(state, "people.unknown_person")
    codes, details = read_document(command.document)
    if codes.id in state.all_documents:
        raise Conflict("people.document_twice", field="documents")
    if len(state.documents) >= MOST_DOCUMENTS:
        raise Refused("people.too_many_documents", field="documents", limit=MOST_DOCUMENTS)
    return [About(command.person, DocumentAdded(document=codes, details=details))]


def decide_withdraw_document(command: WithdrawDocument, state: Subject, here: Circumstances) -> list[About]:
    """Refused: people.reason_missing. NotFound: people.unknown_document. Conflict: people.erased, people.voided."""
    check_can_change(state, "people.unknown_person")
    if command.document not in state.documents:
        raise NotFound("people.unknown_document")
    fact = DocumentWithdrawn(document=command.document, reason=checked_reason(command.reason))
    return [About(command.person, fact)]


def decide_take_photo(command: TakePhoto, state: Photographed, here: Circumstances) -> list[About]:
    """The bytes become a subject of their own; the person's record only names it.

    Refused: photo_empty, photo_too_large, photo_not_jpeg. Conflict: erased, voided (all `people.`).
    """
    check_can_change(state.subject, "people.unknown_person")
    if command.refused == bool(command.jpeg):
        raise Refused("people.photo_empty", field="photo")
    if command.refused:
        return [About(command.person, PhotoRefused())]
    if len(command.jpeg) > LARGEST_PHOTO:
        raise Refused("people.photo_too_large", field="photo", count=len(command.jpeg), limit=LARGEST_PHOTO)
    if not (command.jpeg.startswith(b"\xff\xd8\xff") and command.jpeg.rstrip(b"\0").endswith(b"\xff\xd9")):
        raise Refused("people.photo_not_jpeg", field="photo")
    kept = PhotoKept(photo=state.photo, sha256=hashlib.sha256(command.jpeg).hexdigest())
    return [
        About(state.photo, PhotoTaken(person=command.person, jpeg=command.jpeg), (command.person,)),
        About(command.person, kept, (state.photo,)),
    ]
