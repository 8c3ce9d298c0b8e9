"""Runs Typst over our own templates: plain data in, PDF or pixels out, with the bundled fonts alone.

Data reaches a template as one JSON value, so what people typed is never read as markup.
"""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from safeconduct.foundation.documents import fonts

if TYPE_CHECKING:
    import typst

Data = Mapping[str, Any]

FOLDER = Path(str(files(__package__)))

# The compiler keeps its fonts and its parsed templates, and may be used by one thread at a time.
_one_at_a_time = threading.Lock()


def pdf(template: str, data: Data, *, made_at: datetime) -> bytes:
    """A tagged PDF; the same data gives the same bytes. `made_at` is the only time inside the file.

    It conforms to PDF/UA-1 unless something in the data stands against it (a character that no bundled font
    holds prints as an empty box, which that standard forbids): paper for a person comes before a standard.
    """
    import typst

    # typst takes whole seconds only.
    when = made_at.astimezone(UTC).replace(microsecond=0)
    try:
        return _compiled(template, data, format="pdf", timestamp=when, pdf_standards=["ua-1"])[0]
    except typst.TypstError as problem:
        if not problem.message.startswith("PDF/UA-1"):
            raise
    return _compiled(template, data, format="pdf", timestamp=when)[0]


def png(template: str, data: Data, *, dots_per_inch: float) -> list[bytes]:
    """One PNG picture a page."""
    return _compiled(template, data, format="png", ppi=dots_per_inch)


def _compiled(template: str, data: Data, **options: Any) -> list[bytes]:
    with _one_at_a_time:
        made = _compiler().compile(
            input=str(FOLDER / "templates" / f"{template}.typ"),
            sys_inputs={"data": msgspec.json.encode(data).decode()},
            **options,
        )
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None]


@cache
def _compiler() -> "typst.Compiler":
    import typst

    ours = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)])
    return typst.Compiler(root=str(FOLDER), font_paths=ours)
