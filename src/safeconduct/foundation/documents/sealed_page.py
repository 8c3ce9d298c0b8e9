"""One page in one file, sealed under a passphrase: any browser opens it, with no link and no program of ours."""

from html import escape

import msgspec

from safeconduct.foundation.documents.labels import Labels, is_right_to_left
from safeconduct.foundation.documents.typesetting import FOLDER
from safeconduct.foundation.vault.passphrase_sealing import seal_text

TEMPLATE = FOLDER / "templates" / "sealed_page.html"


class SealedPageLabels(Labels, frozen=True, kw_only=True):
    """The words of the page in one language."""

    title: str
    explanation: str
    passphrase: str
    open: str
    wrong: str
    too_old: str


class SealedPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page says once it is open: a heading, lines of (what, value), and a sentence below."""

    labels: SealedPageLabels
    reference: str
    heading: str
    lines: tuple[tuple[str, str], ...]
    note: str


def sealed_page_html(page: SealedPage, passphrase: str) -> bytes:
    """The file. Outside the seal stand the words of the page and the reference alone."""
    inside = msgspec.json.encode({"heading": page.heading, "lines": page.lines, "note": page.note}).decode()
    sealed = msgspec.json.encode(seal_text(inside, passphrase)).decode()
    words = {
        **msgspec.to_builtins(page.labels),
        "direction": "rtl" if is_right_to_left(page.labels.language) else "ltr",
        "reference": page.reference,
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in words.items():
        text = text.replace("{{" + name + "}}", escape(str(value), quote=True))
    return text.replace("{{sealed}}", sealed).encode()
