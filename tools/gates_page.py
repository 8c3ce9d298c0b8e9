"""Write the tables of docs/gates.md from the tables of the gates, so that what is read there is what decides."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "gates.md"
BEGINS, ENDS = "<!-- tables begin -->\n", "<!-- tables end -->"
TITLES = {
    "non_refoulement": "Non-refoulement",
    "best_interests": "Best interests of the child",
    "family_unity": "Family unity",
}

sys.path.insert(0, str(ROOT / "src"))


def tables() -> str:
    """The rows of every table: what stands, where it is asked, and its source."""
    from safeconduct.principles.explaining import TABLES

    lines = []
    for name, table in TABLES.items():
        lines += [f"### {TITLES[name]}", "", "| row | says no when | asked | source |", "|---|---|---|---|"]
        for row in table:
            where = {None: "everywhere", True: "on the agency's node", False: "at a post"}[row.files]
            when = where if row.clears else f"{where}, not before a clearance"
            lines.append(f"| `{row.code}` | {row.why} | {when} | {row.source} |")
        lines.append("")
    return "\n".join([*lines, *_assessed_first(), *_state_fled()])


def _assessed_first() -> list[str]:
    """The doors of the principle of do no harm that stay shut until an assessment is in force."""
    from safeconduct.principles.assessed_first import TABLE

    head = ["### Do no harm: assessed first", "", "| row | says no when | assessed is | source |", "|---|---|---|---|"]
    words = {"agency": "the agency", "node": "the node", "use": "the file"}
    return [*head, *(f"| `{row.code}` | {row.why} | {words[row.kind]} | {row.source} |" for row in TABLE), ""]


def _state_fled() -> list[str]:
    """The doors of the principle of do no harm by which nothing goes to a State that people flee."""
    from safeconduct.principles.state_fled import TABLE

    head = ["### Do no harm: the State that people flee", "", "| row | says no when | source |", "|---|---|---|"]
    return [*head, *(f"| `{row.code}` | {row.why} | {row.source} |" for row in TABLE), ""]


def written(page: str) -> str:
    """The page with its tables as they are now."""
    head, _, rest = page.partition(BEGINS)
    return f"{head}{BEGINS}{tables()}{ENDS}{rest.partition(ENDS)[2]}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.entrypoints.settings")
    import django

    from safeconduct.foundation.vault import open_database_key

    open_database_key.set(bytes(32))
    os.environ.setdefault("SAFECONDUCT_HOME", "/nonexistent")
    django.setup()
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
