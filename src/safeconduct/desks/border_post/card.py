"""The card of keys that lies beside the keyboard: one page, in the officer's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from safeconduct import __version__
from safeconduct.desks.border_post.around import post_of
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.shortcut_card import (
    Shortcut,
    ShortcutCard,
    ShortcutCardLabels,
    ShortcutGroup,
    shortcut_card_pdf,
)
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places

Keys = tuple[tuple[str, str | Promise], ...]

CARD: tuple[tuple[str | Promise, Keys], ...] = (
    (gettext_lazy("Everywhere"), (
        ("Alt+1…9", gettext_lazy("go to a page")),
        ("?", gettext_lazy("help and the keys of the page")),
        ("Enter", gettext_lazy("next field; it never sends")),
        ("Ctrl+Enter", gettext_lazy("the main action, at the bottom")),
        ("Esc", gettext_lazy("close or go back")),
        ("Alt+L", gettext_lazy("lock the screen")),
    )),
    (gettext_lazy("Headcount"), (
        ("1…5", gettext_lazy("women and girls: 0–4, 5–11, 12–17, 18–59, 60+")),
        ("6…0", gettext_lazy("men and boys: the same ages")),
        ("Backspace", gettext_lazy("take back the last press")),
    )),
    (gettext_lazy("Register a group"), (
        ("Ctrl+Enter", gettext_lazy("admit, next group")),
        ("F8", gettext_lazy("save, to the queue")),
        ("F2", gettext_lazy("save and add members")),
    )),
    (gettext_lazy("Members and decision"), (
        ("F2", gettext_lazy("add the member")),
        ("Ctrl+Enter", gettext_lazy("admit and print the slip")),
        ("F7", gettext_lazy("admit, check later")),
        ("F8", gettext_lazy("wait")),
        ("F9", gettext_lazy("second line")),
        ("F6", gettext_lazy("correct, move or void")),
    )),
    (gettext_lazy("Queue"), (
        ("F2", gettext_lazy("call the next number")),
        ("F4", gettext_lazy("call the chosen number")),
        ("F6", gettext_lazy("say which step they have reached")),
        ("Ctrl+Enter", gettext_lazy("open and decide")),
    )),
    (gettext_lazy("Find"), (
        ("Enter", gettext_lazy("search: slip, number or name")),
        ("Ctrl+Enter", gettext_lazy("they enter again")),
        ("F8", gettext_lazy("they leave")),
        ("F4", gettext_lazy("open")),
    )),
    (gettext_lazy("Report"), (
        ("Ctrl+Enter", gettext_lazy("print")),
        ("F8", gettext_lazy("workbook")),
    )),
)  # fmt: skip


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_GET
def pdf(request: HttpRequest) -> HttpResponse:
    """The card as one landscape A4 page."""
    post = places.post(post_of(officer(request)))
    card = ShortcutCard(
        letterhead=Letterhead(agency=_("Border agency"), post=post.name),
        labels=ShortcutCardLabels(
            language=(translation.get_language() or "en").split("-")[0],
            title=_("Card of keys"),
            motto=_("Nobody is kept back for want of an answer. What the page says is saved, is saved."),
            training=_("TRAINING"),
        ),
        groups=tuple(
            ShortcutGroup(str(title), tuple(Shortcut(tuple(keys.split("+")), str(does)) for keys, does in rows))
            for title, rows in CARD
        ),
        version=__version__,
        made_at=places.local_time(post.subject, ledger().clock.now()),
        training=settings.SAFECONDUCT_TRAINING,
    )
    answer = HttpResponse(shortcut_card_pdf(card), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="keys.pdf"'
    return answer
