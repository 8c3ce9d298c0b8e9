"""Sentences of access: signing in, second proofs, users, drafts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from safeconduct.foundation.web.texts import Counted, Sentence

SENTENCES: dict[str, Sentence] = {
    # Who may
    "access.sign_in": _("Sign in first."),
    "access.not_your_role": _("Your role does not include this. If your work needs it, ask your administrator."),
    "access.not_your_post": _("You are not assigned to this post. Choose your own, or ask your administrator."),
    "access.other_purpose": _("This is not done for the purpose you work for now. Choose the purpose that fits under your name at the top, then try again."),
    "access.choose_post": _("Choose the post at which you sit, then try again."),
    "access.not_at_a_post": _("This is done at the node itself, not at a post."),
    "access.not_a_user": _("This account is not active. Ask your administrator."),
    "access.unknown_role": _("Choose at least one role from the list."),
    "access.login_shape": _("The sign-in name has 1 to 40 characters and no spaces."),
    "access.login_taken": _("This sign-in name is in use. Choose another one."),
    "access.own_only": _("Only the person concerned can do this."),
    "access.no_such_user": _("There is no such user here. Look in the list of users."),
    "access.name_missing": _("Give a name of at most {limit} characters."),
    "access.last_administrator": _("This is the last administrator who can sign in. Make somebody else administrator first."),
    "access.own_roles": _("You cannot give yourself a role. Ask another administrator."),
    # Signing in
    "access.wrong_proof": _("That name and passphrase do not belong together. Check both and try again."),
    "access.wait": Counted("seconds", ngettext_lazy("Too many wrong tries for this name. Wait {seconds} second, then try again; others can sign in meanwhile.", "Too many wrong tries for this name. Wait {seconds} seconds, then try again; others can sign in meanwhile.", "seconds")),
    "access.wrong_code": _("This code does not fit. Wait for the next one and try again, or use another way below."),
    "access.wrong_codes": _("These two codes do not fit. Type two that follow each other, or use another way below."),
    "access.wrong_printed_code": _("This code is not on your sheet, or was used before. Take the next one and cross it out."),
    "access.code_spent": _("This code was used before. Take the next one on your sheet."),
    "access.passkey_refused": _("The passkey was not accepted. Try again, or use another way below."),
    "access.passkey_needs_name": _("A passkey needs a name for this node: open the page as http://localhost instead of 127.0.0.1, or by the node's own name."),
    "access.sign_in_again": _("This took too long. Sign in again."),
    "access.wrong_passphrase": _("This is not your passphrase. Check capital letters and the keyboard, and try again."),
    "access.wrong_pin": Counted("left", ngettext_lazy("This is not the PIN of this shift. {left} try is left; then your passphrase is asked.", "This is not the PIN of this shift. {left} tries are left; then your passphrase is asked.", "left")),
    "access.pin_used_up": _("The PIN was wrong too often. Give your passphrase."),
    "access.pin_shape": _("A PIN has {shortest} to {longest} digits."),
    "access.pin_too_simple": _("This PIN is too easy to guess. Choose digits that are not in a row and not all the same."),
    "access.not_first_code": _("This is not the first code of the sheet above. Print or write down the sheet, then type its first code."),
    "access.unknown_method": _("Choose one of the ways in the list."),
    "access.no_such_credential": _("This way to sign in is no longer there. Open the page again."),
    "access.last_factor": _("This is your only second proof. Set up another one first, then remove this one."),
    # Passphrases
    "access.passphrase_too_short": _("Use at least {limit} characters, for example four unrelated words."),
    "access.passphrase_too_long": _("Use at most {limit} characters."),
    "access.passphrase_common": _("This passphrase is on the list of those tried first. Choose another, for example four unrelated words."),
    "access.passphrase_like_name": _("This passphrase is too easy to guess from your name, or repeats one sign. Choose another, for example four unrelated words."),
    "access.passphrases_differ": _("The two passphrases are not the same. Type the new one twice."),
    # Two persons
    "access.reset_used": _("This code was used before or is too old. Ask an administrator for a new one."),
    "access.wrong_reset": _("That name and code do not belong together. Check both; the code is good once and for three days."),
    "access.same_person": _("You proposed this yourself. A second person must agree."),
    "access.own_reset": _("This concerns your own account. Two other persons must do it."),
    "access.not_proposed": _("Nobody has proposed this, or it was answered meanwhile. Open the page again."),
    "access.already_proposed": _("This was proposed already. A second person confirms it under “Forgotten passphrases”."),
    # Drafts and settings
    "access.draft_unusable": _("This draft cannot be kept. What you typed is still on the page."),
    "access.draft_too_large": _("This draft is too long to be kept ({limit} characters at most). Save the form, or shorten it."),
    "access.unknown_activation_state": _("Choose the activation state from the list."),
    "access.order_text_too_long": _("The order's text has at most {limit} characters."),
    "access.unknown_purpose": _("This purpose is not open to your role. Choose one from the list."),
    "access.no_such_day": _("Give the day as year, month and day, such as 2026-03-04."),
}  # fmt: skip
