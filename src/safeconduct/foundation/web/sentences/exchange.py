"""Sentences of compartments and of the exchange between nodes."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.texts import Sentence

SENTENCES: dict[str, Sentence] = {
    # Compartments
    "compartments.code_shape": _("The code of a compartment has 2 to 24 small letters, digits or low lines, such as child_protection."),
    "compartments.agency_shape": _("The code of an agency has 2 to 24 small letters, digits or low lines, such as river_aid."),
    "compartments.key_shape": _("This is not the public key of a compartment. Take it from the agency's introduction file."),
    "compartments.held_by_another": _("The compartment {compartment} is held by {agency} already. Nothing was changed; ask both agencies which of them holds it."),
    "compartments.unknown": _("No agency that this node knows holds the compartment {compartment}. Ask the administrator to introduce the agency's node."),
    "compartments.old_key": _("The agency has a new key for {compartment}. Open the page again; your draft is kept."),
    "compartments.entry_id": _("This form was not filled by the page. Open the page again; your draft is kept."),
    "compartments.entry_used": _("This was sealed and kept already. Nothing was changed now."),
    "compartments.not_sealed": _("This content arrived unsealed, so it was not kept. Open the page again; your draft is kept."),
    "compartments.no_such_entry": _("There is no sealed entry of that number here, or its keys have not arrived yet."),
    "compartments.not_held": _("Entries of {compartment} open on the agency's own node alone."),
}  # fmt: skip
