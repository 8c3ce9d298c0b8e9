"""The second proof at sign-in: a code of the authenticator app, a printed code, or a passkey."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.desks.entrance.signing_in import enter, pending_user, wait_sentence
from safeconduct.foundation.access import attempts, commands, looks, one_time_codes, passkeys, queries, totp
from safeconduct.foundation.access.models import User
from safeconduct.foundation.access.sessions import for_anyone
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, Refused

CHALLENGE = "passkey_challenge"


@for_anyone
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """All the ways this user has, on one page; the fallback is never hidden behind a failure."""
    user = pending_user(request, setting_up=False)
    if user is None:
        return HttpResponseRedirect(reverse("entrance:sign_in"))
    if request.method == "GET":
        return render(request, "entrance/second_proof.html", _context(request, user))
    method = request.POST.get("method", "")
    pause = attempts.pause_left(user.login)
    if pause:
        return render(
            request, "entrance/second_proof.html", _context(request, user, method, wait_sentence(pause)), status=429
        )
    sentence = CHECKS[method](request, user) if method in CHECKS else sentence_of("access.unknown_method")
    if not sentence:
        return enter(request, user, method=method)
    _failed(user, method)
    return render(request, "entrance/second_proof.html", _context(request, user, method, sentence), status=422)


def _context(request: HttpRequest, user: User, method: str = "", sentence: str = "") -> dict[str, Any]:
    methods = queries.second_factors_of(user)
    held = queries.credentials_of(user, "passkey")
    return {
        "methods": methods,
        "codes_left": one_time_codes.left(queries.credentials_of(user, "codes")),
        "passkey_here": passkeys.usable_at(request.get_host(), held),
        "passkey_names": ", ".join(sorted(set(passkeys.names_of(held).values()))),
        "tried": method,
        "sentence": sentence,
        "node": settings.SAFECONDUCT_NODE_NAME,
        "first": method or (methods[0] if methods else ""),
    }


def _failed(user: User, method: str) -> None:
    attempts.failed(user.login)
    if method in CHECKS or method == "passkey":
        looks.record_failure(user.subject, method)


def _check_totp(request: HttpRequest, user: User) -> str:
    secret = queries.credentials_of(user, "totp").get("", {}).get("secret", "")
    first, second = request.POST.get("code", ""), request.POST.get("second_code", "")
    if secret and second and totp.accept_two(user.subject, secret, first, second):
        return ""
    if secret and not second and totp.accept(user.subject, secret, first):
        return ""
    return sentence_of("access.wrong_codes" if second else "access.wrong_code")


def _check_printed(request: HttpRequest, user: User) -> str:
    match = one_time_codes.found(request.POST.get("printed_code", ""), queries.credentials_of(user, "codes"))
    if match is None:
        return sentence_of("access.wrong_printed_code")
    credential, digest = match
    act = Act(id=new_id(), actor=user.subject, purpose="administration", place="node")
    try:
        commands.spend_code(act, user=user.subject, credential=credential, digest=digest)
    except Conflict as conflict:
        return sentence_of(conflict.code)
    return ""


CHECKS = {"totp": _check_totp, "codes": _check_printed}


@for_anyone
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser is to ask the passkey."""
    user = _user(request)
    options, request.session[CHALLENGE] = passkeys.begin_sign_in(
        request.get_host(), queries.credentials_of(user, "passkey")
    )
    return JsonResponse(options)


@for_anyone
@require_POST
def passkey_answer(request: HttpRequest) -> HttpResponse:
    """The passkey's answer: in, or refused with its sentence."""
    user = _user(request)
    pause = attempts.pause_left(user.login)
    if pause:
        return JsonResponse({"sentence": wait_sentence(pause)}, status=429)
    challenge = request.session.pop(CHALLENGE, None)
    answer = answer_in(request)
    held = queries.credentials_of(user, "passkey")
    if not challenge or not passkeys.is_answer(request.get_host(), challenge, held, answer):
        _failed(user, "passkey")
        raise Refused("access.passkey_refused")
    return JsonResponse({"next": enter(request, user, method="passkey")["Location"]})


def _user(request: HttpRequest) -> User:
    user = pending_user(request, setting_up=False)
    if user is None:
        raise NotAllowed("access.sign_in_again")
    return user


def answer_in(request: HttpRequest) -> dict[str, Any]:
    """The browser's answer. Refused: access.passkey_refused."""
    try:
        found = json.loads(request.POST.get("answer", ""))
    except ValueError:
        raise Refused("access.passkey_refused") from None
    if not isinstance(found, dict):
        raise Refused("access.passkey_refused")
    return found
