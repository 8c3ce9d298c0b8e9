"""Setting up a second proof: at the first sign-in, or later from one's own page."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.desks.entrance.code_sheet import code_sheet_pdf
from safeconduct.desks.entrance.second_proof import CHALLENGE, answer_in
from safeconduct.desks.entrance.signing_in import enter, pending_user
from safeconduct.foundation.access import commands, one_time_codes, passkeys, queries, totp
from safeconduct.foundation.access.models import User
from safeconduct.foundation.access.roles import STAFF
from safeconduct.foundation.access.sessions import for_anyone, officer_or_none
from safeconduct.foundation.documents.qr import qr_svg
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotAllowed, Refused

NEW_SECRET, NEW_CODES = "new_totp", "new_codes"  # kept in the session until they are proven to have arrived


def setting_up(request: HttpRequest) -> User:
    """Who sets up a proof: someone signed in, or someone whose passphrase was right and who has no proof yet.

    NotAllowed: access.sign_in_again, access.not_your_role.
    """
    who = officer_or_none(request)
    user = queries.user(who.id) if who else pending_user(request, setting_up=True)
    if user is None:
        raise NotAllowed("access.sign_in_again")
    if not STAFF & frozenset(user.roles):
        raise NotAllowed("access.not_your_role")
    return user


def _keep(request: HttpRequest, user: User, method: str, secret: dict[str, Any], credential: str = "") -> HttpResponse:
    """Keep the proof; whoever was on the way in is in."""
    act = Act(
        id=new_id(),
        actor=user.subject,
        purpose="administration",
        place="node",
        seen={user.subject: queries.seen_of(user.subject)},
    )
    commands.set_credential(act, user=user.subject, method=method, secret=secret, credential=credential)
    if officer_or_none(request) is not None:
        messages.success(request, _("This way to sign in is ready."))
        return HttpResponseRedirect(reverse("entrance:account"))
    return enter(request, user, method=method)


def _context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    return {"node": settings.SAFECONDUCT_NODE_NAME, "inside": officer_or_none(request) is not None, **more}


@for_anyone
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Which second proof to set up."""
    setting_up(request)
    return render(
        request,
        "entrance/set_up.html",
        _context(request, passkey_here=bool(passkeys.name_of_host(request.get_host()))),
    )


@for_anyone
@require_http_methods(["GET", "POST"])
def authenticator(request: HttpRequest) -> HttpResponse:
    """An authenticator app: its QR code, and a code of it to show that it arrived; two where the clocks differ."""
    user = setting_up(request)
    sentence = ""
    if request.method == "POST" and request.session.get(NEW_SECRET):
        secret = request.session[NEW_SECRET]
        totp.forget(user.subject)
        first, second = request.POST.get("code", ""), request.POST.get("second_code", "")
        fits = (
            totp.accept_two(user.subject, secret, first, second) if second else totp.accept(user.subject, secret, first)
        )
        if fits:
            del request.session[NEW_SECRET]
            return _keep(request, user, "totp", {"secret": secret})
        sentence = sentence_of("access.wrong_codes" if second else "access.wrong_code")
    secret = request.session.setdefault(NEW_SECRET, totp.new_secret())
    uri = totp.provisioning_uri(secret, login=user.login, node=settings.SAFECONDUCT_NODE_NAME)
    context = _context(request, qr=mark_safe(qr_svg(uri)), secret=secret, sentence=sentence, second=bool(sentence))  # noqa: S308
    return render(request, "entrance/set_up_authenticator.html", context, status=422 if sentence else 200)


@for_anyone
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """A sheet of one-time codes; its first code typed in shows that it is on paper (and is not used up by that)."""
    user = setting_up(request)
    made = tuple(request.session.setdefault(NEW_CODES, list(one_time_codes.new_codes())))
    sentence = ""
    if request.method == "POST":
        if one_time_codes.found(request.POST.get("first_code", ""), {"": one_time_codes.verifier(made[:1])}):
            del request.session[NEW_CODES]
            return _keep(request, user, "codes", one_time_codes.verifier(made), credential=new_id())
        sentence = sentence_of("access.not_first_code")
    context = _context(request, codes=made, sentence=sentence)
    return render(request, "entrance/set_up_codes.html", context, status=422 if sentence else 200)


@for_anyone
@require_GET
def codes_pdf(request: HttpRequest) -> HttpResponse:
    """The sheet to print."""
    user = setting_up(request)
    made = tuple(request.session.get(NEW_CODES, ()))
    if not made:
        raise Refused("access.sign_in_again")
    return HttpResponse(code_sheet_pdf(user.display_name, made), content_type="application/pdf")


@for_anyone
@require_GET
def passkey(request: HttpRequest) -> HttpResponse:
    """A passkey: the browser asks for it."""
    setting_up(request)
    here = bool(passkeys.name_of_host(request.get_host()))
    return render(request, "entrance/set_up_passkey.html", _context(request, passkey_here=here))


@for_anyone
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser is to ask of a new passkey."""
    user = setting_up(request)
    options, request.session[CHALLENGE] = passkeys.begin_registration(
        request.get_host(),
        user=user.subject,
        login=user.login,
        name=user.display_name,
        held=queries.credentials_of(user, "passkey"),
    )
    return JsonResponse(options)


@for_anyone
@require_POST
def passkey_answer(request: HttpRequest) -> HttpResponse:
    """The new passkey."""
    user = setting_up(request)
    challenge = request.session.pop(CHALLENGE, None)
    if not challenge:
        raise Refused("access.passkey_refused")
    credential, secret = passkeys.finish_registration(request.get_host(), challenge, answer_in(request))
    return JsonResponse({"next": _keep(request, user, "passkey", secret, credential=credential)["Location"]})
