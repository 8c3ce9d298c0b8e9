"""One's own page: passphrase, second proofs, PIN, sessions; and the way back for who forgot the passphrase."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.desks.entrance.own_keys import changing, losing, open_with, say_lost, write_down_lost
from safeconduct.desks.entrance.signing_in import after_passphrase, wait_sentence
from safeconduct.foundation.access import (
    attempts,
    commands,
    looks,
    one_time_codes,
    passkeys,
    pins,
    queries,
    reset_codes,
)
from safeconduct.foundation.access.models import User
from safeconduct.foundation.access.passphrases import check_new_passphrase, make_verifier, matches
from safeconduct.foundation.access.roles import STAFF
from safeconduct.foundation.access.sessions import act_of, allow, end_sessions, for_anyone, officer
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem, Refused


@allow(*STAFF)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Everything about oneself."""
    return render(request, "entrance/account.html", _context(request))


def _context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    who = officer(request)
    user = queries.known_user(who.id)
    return {
        "who": who,
        "proofs": _proofs(request, user),
        "codes_left": one_time_codes.left(queries.credentials_of(user, "codes")),
        "sessions": queries.sessions_of(who.id),
        "this_session": request.session.session_key,
        "has_pin": pins.has_pin(request),
        **more,
    }


def _proofs(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """Each way to sign in; of a passkey also the name under which it works, and whether that is this one."""
    names = passkeys.names_of(queries.credentials_of(user, "passkey"))
    here = passkeys.name_of_host(request.get_host())
    return [
        {
            "method": one["method"],
            "credential": one["credential"],
            "name": names.get(one["credential"], "") if one["method"] == "passkey" else "",
            "here": here,
        }
        for one in queries.account_of(user).second_factors
    ]


@allow(*STAFF)
@require_POST
def change_passphrase(request: HttpRequest) -> HttpResponse:
    """One's own new passphrase; all other sessions end."""
    who = officer(request)
    user = queries.known_user(who.id)
    try:
        _check_present(user, request.POST.get("present", ""))
        verifier = _new_verifier(request, user)
    except Problem as problem:
        sentence = sentence_of(problem.code, problem.details)
        return render(request, "entrance/account.html", _context(request, sentence=sentence), status=422)
    seen = {who.id: queries.seen_of(who.id)}
    commands.set_passphrase(
        act_of(request, purpose="administration", seen=seen),
        user=who.id,
        passphrase=verifier,
        along=changing(user, request.POST.get("present", ""), request.POST.get("chosen", "")),
    )
    end_sessions(who.id, besides=request.session.session_key or "")
    messages.success(request, _("Your passphrase is changed. Your other sessions were ended."))
    return HttpResponseRedirect(reverse("entrance:account"))


def _check_present(user: User, passphrase: str) -> None:
    pause = attempts.pause_left(user.login)
    if pause:
        raise Refused("access.wait", seconds=int(pause.total_seconds()) + 1)
    verifier = queries.passphrase_of(user)
    if verifier is None or not matches(passphrase, verifier):
        attempts.failed(user.login)
        looks.record_failure(user.subject, "passphrase")
        raise Refused("access.wrong_passphrase")


def _new_verifier(request: HttpRequest, user: User) -> dict[str, Any]:
    chosen = request.POST.get("chosen", "")
    check_new_passphrase(chosen, user.login, user.display_name)
    if chosen != request.POST.get("again", ""):
        raise Refused("access.passphrases_differ")
    return make_verifier(chosen)


@allow(*STAFF)
@require_POST
def remove_proof(request: HttpRequest) -> HttpResponse:
    """Take away one of one's second proofs."""
    who = officer(request)
    method, credential = request.POST.get("method", ""), request.POST.get("credential", "")
    seen = {who.id: queries.seen_of(who.id)}
    act = act_of(request, purpose="administration", seen=seen)
    commands.remove_credential(act, user=who.id, method=method, credential=credential)
    return HttpResponseRedirect(reverse("entrance:account"))


@allow(*STAFF)
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions; this one stays."""
    who = officer(request)
    key = request.POST.get("session", "")
    if key:
        end_sessions(who.id, key=key, besides=request.session.session_key or "")
    return HttpResponseRedirect(reverse("entrance:account"))


@for_anyone
@require_http_methods(["GET", "POST"])
def start_code(request: HttpRequest) -> HttpResponse:
    """A first or a new passphrase by the printed start code; then the second proof as at every sign-in."""
    context: dict[str, Any] = {"node": settings.SAFECONDUCT_NODE_NAME, "login": request.POST.get("login", "")}
    if request.method == "GET":
        return render(request, "entrance/start_code.html", context)
    pause = attempts.pause_left(context["login"])
    if pause:
        context["sentence"] = wait_sentence(pause)
        return render(request, "entrance/start_code.html", context, status=429)
    try:
        user = _by_start_code(request, context["login"])
    except Problem as problem:
        context["sentence"] = sentence_of(problem.code, problem.details)
        return render(request, "entrance/start_code.html", context, status=422)
    open_with(request, user, request.POST.get("chosen", ""))
    return after_passphrase(request, user)


def _by_start_code(request: HttpRequest, login: str) -> User:
    user = queries.user_by_login(login)
    secrets = queries.credentials_of(user, "reset") if user else {}
    reset = reset_codes.found(request.POST.get("code", ""), secrets)
    if user is None or user.disabled or not reset:
        attempts.failed(login)
        if user is not None:
            looks.record_failure(user.subject, "reset")
        raise Refused("access.wrong_reset")
    verifier = _new_verifier(request, user)
    seen = {user.subject: queries.seen_of(user.subject)}
    act = Act(id=new_id(), actor=user.subject, purpose="administration", place="node", seen=seen)
    forgetting, lost = losing(user)
    commands.set_passphrase(act, user=user.subject, passphrase=verifier, reset=reset, along=forgetting)
    write_down_lost(user, lost)
    end_sessions(user.subject)
    say_lost(request, user, lost)
    return queries.known_user(user.subject)
