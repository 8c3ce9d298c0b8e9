"""The access log is written here: who looked at whom, signed in, exported, printed. One act each, kept cheap."""

from collections.abc import Iterable

from django.http import HttpRequest

from safeconduct.foundation.access.commands import (
    RecordExport,
    RecordFailure,
    RecordLook,
    RecordPrint,
    RecordSignIn,
)
from safeconduct.foundation.access.roles import LEGAL_BASIS, NAMELESS, SYSTEM_ACTOR
from safeconduct.foundation.access.sessions import officer
from safeconduct.foundation.dispatch import receipt_of, submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed

MOST_SHOWN = 200  # ids in one look; a longer list is recorded in parts


def record_look(request: HttpRequest, what: str, subject: str | Iterable[str] = "", purpose: str = "") -> None:
    """Record that the one who sits here is shown these people; call it before the page is drawn.

    `what` is a code (person, group, list, search, photo, slip), `subject` an id or several. The same person looking
    at the same record for the same purpose again within the hour is one look: it costs one indexed read.
    NotAllowed: access.other_purpose, where the purpose names nobody.
    """
    who = officer(request)
    purpose = purpose or who.purpose
    about = (subject,) if isinstance(subject, str) and subject else tuple(dict.fromkeys(subject))
    _check_purpose(purpose, about)
    for start in range(0, max(len(about), 1), MOST_SHOWN):
        part = about[start : start + MOST_SHOWN]
        looks = looks_of(who.id, *part)
        act_id = derived_id("look", looks, what, purpose, who.place)
        if receipt_of(act_id) is None:
            act = Act(id=act_id, actor=who.id, purpose=purpose, place=who.place)
            submit(act, RecordLook(looks=looks, user=who.id, what=what, about=part, purpose=purpose))


def record_flagged_look(request: HttpRequest, what: str, about: Iterable[str]) -> None:
    """Record one look by itself, however often the same is shown: for what is reviewed look by look."""
    who = officer(request)
    subject = tuple(dict.fromkeys(about))
    command = RecordLook(looks=looks_of(who.id, *subject), user=who.id, what=what, about=subject, purpose=who.purpose)
    submit(Act(id=new_id(), actor=who.id, purpose=who.purpose, place=who.place), command)


def record_export(
    request: HttpRequest, what: str, *, number: int = 0, about: Iterable[str] = (), purpose: str = ""
) -> None:
    """Record that a file leaves the node; call it before the file is given. `number` is its rows."""
    who = officer(request)
    purpose, named = purpose or who.purpose, tuple(about)
    _check_purpose(purpose, named)
    command = RecordExport(
        looks=looks_of(who.id, "export"), user=who.id, what=what, purpose=purpose, number=number, about=named
    )
    submit(Act(id=new_id(), actor=who.id, purpose=purpose, place=who.place), command)


def record_print(
    request: HttpRequest, what: str, *, number: int = 1, about: Iterable[str] = (), purpose: str = ""
) -> None:
    """Record that something is printed; call it before it is. `number` is the copies or the rows."""
    who = officer(request)
    purpose, named = purpose or who.purpose, tuple(about)
    _check_purpose(purpose, named)
    command = RecordPrint(
        looks=looks_of(who.id, "print"), user=who.id, what=what, purpose=purpose, number=number, about=named
    )
    submit(Act(id=new_id(), actor=who.id, purpose=purpose, place=who.place), command)


def _check_purpose(purpose: str, about: tuple[str, ...]) -> None:
    """NotAllowed: access.other_purpose, where somebody would be named for a purpose that names nobody, or for none."""
    if about and (purpose in NAMELESS or purpose not in LEGAL_BASIS):
        raise NotAllowed("access.other_purpose")


def record_sign_in(user: str, method: str) -> None:
    """Record that a user signed in; `method` is the second proof."""
    act = Act(id=new_id(), actor=user, purpose="administration", place="node")
    submit(act, RecordSignIn(looks=looks_of(user, "sign in"), user=user, method=method))


def record_failure(user: str, step: str) -> None:
    """Record a wrong proof for a known user: passphrase, pin, or the method of the second proof."""
    act = Act(id=new_id(), actor=SYSTEM_ACTOR, purpose="administration", place="node")
    submit(act, RecordFailure(looks=looks_of(user, "sign in"), user=user, step=step))


def looks_of(user: str, *about: str) -> str:
    """The subject that holds a user's looks at these records in the running hour: small, however busy the desk."""
    return derived_id("looks", user, f"{ledger().clock.now():%Y-%m-%dT%H}", *about)
