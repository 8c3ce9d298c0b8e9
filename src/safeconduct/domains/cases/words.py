"""The words of a case, on their way under the seal and out of it. Who can open is decided in the compartments."""

from collections.abc import Mapping
from typing import Any

from safeconduct.domains.cases.models import CaseStep
from safeconduct.foundation.compartments.facts import Sealed
from safeconduct.foundation.compartments.sealing import opened, seal_for

FORM = "case"


def sealed_words(compartment: str, case: str, words: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a command that hold these words, sealed; none for none. NotFound: compartments.unknown."""
    if not words:
        return {}
    made = seal_for(compartment, {"form": FORM, "case": case, **words})
    return {"sealed": made.content, "sealed_as": made.entry, "sealed_to": made.key}


def opened_words(compartment: str, step: CaseStep) -> dict[str, Any]:
    """The words of a step; none where none were written or they were removed.

    NotFound: compartments.not_held. Refused: vault.seal_broken, vault.seal_unknown_suite.
    """
    if not step.sealed:
        return {}
    sealed = Sealed(compartment=compartment, key=step.sealed_to, content=bytes(step.sealed))
    return {name: said for name, said in opened(step.sealed_as, sealed).items() if name not in ("form", "case")}
