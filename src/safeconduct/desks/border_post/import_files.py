"""Files that wait for their import: kept in the encrypted database until their last row was tried or somebody discards
them, so that a restart loses neither the file nor how far it has come.

Nothing of them is on record yet; when anybody is erased they all go, since they may name that person.
"""

import threading
from collections import OrderedDict
from datetime import timedelta

from django.utils import translation

from safeconduct.desks.border_post.import_findings import ImportPlan
from safeconduct.desks.border_post.import_plans import plan_import
from safeconduct.desks.border_post.models import WaitingFile
from safeconduct.foundation.access.sessions import Officer
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.documents.table_files import Limits, read_tables
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.kernel.compression import compress, decompress
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotFound, Refused

MOST_WAITING = 8  # assumption: files that wait for their import at one time on one node
MOST_PLANS = 4  # plans kept in memory while their import goes on; others are made anew from their file
KEPT = timedelta(days=7)  # assumption: as long as a draft

_plans: "OrderedDict[str, ImportPlan]" = OrderedDict()
_lock = threading.Lock()


def keep(content: bytes, plan: ImportPlan, *, who: Officer, post: str, name: str) -> WaitingFile:
    """Keep a file whose dry run found no mistake. Refused: import.too_many_waiting."""
    forget_old()
    number = WaitingFile.objects.filter(is_finished=False).count()
    if number >= MOST_WAITING:
        raise Refused("import.too_many_waiting", number=number)
    row = WaitingFile(
        id=new_id(),
        user=who.id,
        post=post,
        kind=plan.kind,
        name=name[:200],
        language=translation.get_language() or "en",
        content=compress(content),
        kept_at=ledger().clock.now(),
        acts=len(plan.acts),
        people=plan.people,
        done_before=[place for place, one in enumerate(plan.acts) if one.is_done],
    )
    in_turn(lambda: row.save(force_insert=True))
    _remember(row.id, plan)
    return row


def files_of(who: Officer, post: str) -> list[WaitingFile]:
    """The files this supervisor has sent at this post, the latest first."""
    return list(WaitingFile.objects.filter(user=who.id, post=post).defer("content").order_by("-kept_at", "-id"))


def file_of(upload: str, who: Officer, post: str) -> WaitingFile:
    """One of them. NotFound: import.no_longer_waiting."""
    row = WaitingFile.objects.filter(id=upload, user=who.id, post=post).defer("content").first()
    if row is None:
        raise NotFound("import.no_longer_waiting")
    return row


def plan_of(row: WaitingFile, who: Officer) -> ImportPlan:
    """What the file would do: as it was tried, or tried anew after a restart."""
    with _lock:
        known = _plans.get(row.id)
    if known is not None:
        return known
    content = WaitingFile.objects.filter(id=row.id).values_list("content", flat=True).first()
    if not content:
        raise NotFound("import.no_longer_waiting")
    # Names of countries and languages are read as in the language of the first try: the same file, the same acts.
    with translation.override(row.language):
        tables = read_tables(decompress(bytes(content), at_most=Limits().file_bytes))
        plan = plan_import(tables, row.kind, who=who, post=row.post, now=ledger().clock.now())
    _remember(row.id, plan)
    return plan


def _remember(upload: str, plan: ImportPlan) -> None:
    with _lock:
        _plans[upload] = plan
        while len(_plans) > MOST_PLANS:
            _plans.popitem(last=False)


def note(row: WaitingFile) -> None:
    """Keep how far the import has come; to be called in the writer's thread, in the commit of what it speaks of."""
    fields = {name: getattr(row, name) for name in ("acts", "next", "new", "repeated", "failed")}
    WaitingFile.objects.filter(id=row.id).update(**fields)


def finish(row: WaitingFile) -> None:
    """Every act was tried: the file itself is removed; what it came to is kept for the one who sent it."""
    _forget_plan(row.id)
    row.is_finished = True

    def done() -> None:
        note(row)
        WaitingFile.objects.filter(id=row.id).update(is_finished=True, content=b"")

    in_turn(done)


def discard(row: WaitingFile) -> None:
    """Remove a file, whatever became of it. What was imported stays."""
    _forget_plan(row.id)
    in_turn(WaitingFile.objects.filter(id=row.id).delete)


def discard_all() -> None:
    """Remove every file: somebody was erased, and a file may name them. Runs in the transaction of the erasure."""
    with _lock:
        _plans.clear()
    WaitingFile.objects.all().delete()


def forget_old() -> None:
    """Remove what nobody came back to."""
    old = WaitingFile.objects.filter(kept_at__lt=ledger().clock.now() - KEPT)
    if old.exists():
        in_turn(old.delete)


def _forget_plan(upload: str) -> None:
    with _lock:
        _plans.pop(upload, None)
