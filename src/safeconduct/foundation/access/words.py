"""The words of this room's codes: events of the access log, what was looked at, proofs, and purposes as chosen."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.labels import Word

WORDS: dict[str, dict[str, Word]] = {
    "access_event": {
        "looked": _("Looked"),
        "exported": _("Exported"),
        "printed": _("Printed"),
        "signed_in": _("Signed in"),
        "failed": _("Wrong sign-in"),
    },
    "access_what": {
        "person": _("A person"),
        "group": _("A registration group"),
        "list": _("A list with names"),
        "search": _("A search"),
        "photo": _("A photo"),
        "read_back": _("A read-back to the person"),
        "objections": _("Objections"),
        "liberty": _("A paper about somebody's liberty"),
        "liberty_counts": _("How many are held, in numbers"),
        "slip": _("A slip"),
        "form": _("A registration form"),
        "erasure": _("A confirmation of erasure"),
        "report": _("A report"),
        "history": _("A history"),
        "access_log": _("The access log"),
        "passphrase": _("Passphrase"),
        "totp": _("Authenticator app"),
        "codes": _("Printed one-time codes"),
        "passkey": _("Passkey"),
        "pin": _("PIN"),
        "reset": _("Printed start code"),
    },
    "change_event": {
        "corrected": _("Corrected"),
        "moved": _("Moved to another group"),
        "moved_as_correction": _("Entered in the wrong group"),
        "voided": _("Voided"),
        "restored": _("Voiding undone"),
        "erased": _("Erased"),
        "decision_undone": _("Decision undone"),
    },
    "proof": {
        "totp": _("Authenticator app"),
        "codes": _("Printed one-time codes"),
        "passkey": _("Passkey"),
    },
}
