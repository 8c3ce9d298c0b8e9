"""Addresses of the entrance."""

from django.urls import path

from safeconduct.desks.entrance import account, home, join, locking, own_keys, proofs, second_proof, signing_in, tables

app_name = "entrance"
urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/second/", second_proof.page, name="second_proof"),
    path("sign-in/second/passkey/", second_proof.passkey_options, name="passkey_options"),
    path("sign-in/second/passkey/answer/", second_proof.passkey_answer, name="passkey_answer"),
    path("sign-in/set-up/", proofs.choose, name="set_up"),
    path("sign-in/set-up/authenticator/", proofs.authenticator, name="set_up_authenticator"),
    path("sign-in/set-up/codes/", proofs.codes, name="set_up_codes"),
    path("sign-in/set-up/codes/sheet.pdf", proofs.codes_pdf, name="set_up_codes_pdf"),
    path("sign-in/set-up/passkey/", proofs.passkey, name="set_up_passkey"),
    path("sign-in/set-up/passkey/options/", proofs.passkey_options, name="set_up_passkey_options"),
    path("sign-in/set-up/passkey/answer/", proofs.passkey_answer, name="set_up_passkey_answer"),
    path("sign-in/start-code/", account.start_code, name="start_code"),
    path("sign-in/language/", home.language, name="language"),
    path("sign-in/theme/", home.theme, name="theme"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("lock/", locking.page, name="lock"),
    path("lock/open/", locking.open_again, name="unlock"),
    path("join/", join.page, name="join"),
    path("join/authority.crt", join.certificate, name="join_certificate"),
    path("account/", account.page, name="account"),
    path("account/passphrase/", account.change_passphrase, name="change_passphrase"),
    path("account/proofs/remove/", account.remove_proof, name="remove_proof"),
    path("account/sessions/end/", account.end_session, name="end_session"),
    path("account/pin/", locking.pin, name="pin"),
    path("account/key/", own_keys.page, name="own_key"),
    path("account/purpose/", home.purpose, name="purpose"),
    path("account/tables/", tables.arrange, name="tables"),
    path("choose-post/", home.choose_post, name="choose_post"),
    path("", home.home, name="home"),
]
