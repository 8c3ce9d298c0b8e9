"""Words of the pages about the keys of compartments."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels(
    "custody_event",
    {
        "given": pgettext_lazy("key", "Key given"),
        "taken": pgettext_lazy("key", "Key taken away"),
        "printed": pgettext_lazy("key", "Sheets printed"),
        "drilled": pgettext_lazy("key", "Drill passed"),
    },
)
register_labels(
    "custody_how",
    {
        "given": _("by somebody who holds it"),
        "taken_over": _("taken over when signing in"),
        "sheets": _("from the printed sheets"),
        "taken": _("with a reason"),
        "reset": _("lost with a forgotten passphrase"),
    },
)
register_labels(
    "emergency_verdict",
    {
        "": pgettext_lazy("emergency", "To be reviewed"),
        "justified": pgettext_lazy("emergency", "Justified"),
        "not_justified": pgettext_lazy("emergency", "Not justified"),
    },
)
register_labels(
    "access_what", {"emergency": _("Sealed content, in an emergency"), "key_sheets": _("Sheets of a compartment's key")}
)
