"""Signing in: name and passphrase, then a second proof; whoever has none sets one up first (`proofs.py`)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.desks.entrance.home import local_path, wanted
from safeconduct.desks.entrance.own_keys import open_with, take_over_left
from safeconduct.foundation.access import attempts, drafts, looks, preferences, queries
from safeconduct.foundation.access.models import User
from safeconduct.foundation.access.passphrases import matches, nobodys_verifier
from safeconduct.foundation.access.roles import STAFF
from safeconduct.foundation.access.sessions import begin, for_anyone, leave
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import sentence_of

PENDING = "pending"  # who gave the right passphrase, when, where they go, and whether that is enough to set up a proof
PENDING_FOR = timedelta(minutes=15)  # assumption: time to fetch the telephone, and to set it up


@for_anyone
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and passphrase; an unknown name takes as long and reads the same as a wrong passphrase."""
    context: dict[str, Any] = {"next": wanted(request), "node": settings.SAFECONDUCT_NODE_NAME}
    if request.method == "GET":
        return render(request, "entrance/sign_in.html", context)
    login = request.POST.get("login", "")
    context["login"] = login
    pause = attempts.pause_left(login)
    if pause:
        context["sentence"] = wait_sentence(pause)
        return render(request, "entrance/sign_in.html", context, status=429)
    user = proven(login, request.POST.get("passphrase", ""))
    if user is None:
        context["sentence"] = sentence_of("access.wrong_proof")
        return render(request, "entrance/sign_in.html", context, status=422)
    open_with(request, user, request.POST.get("passphrase", ""))
    return after_passphrase(request, user)


def proven(login: str, passphrase: str) -> User | None:
    """The user whose name and passphrase these are; counts a wrong try."""
    user = queries.user_by_login(login)
    verifier = queries.passphrase_of(user) if user else None
    if matches(passphrase, verifier or nobodys_verifier()) and user and verifier and not user.disabled:
        return user
    attempts.failed(login)
    if user is not None:
        looks.record_failure(user.subject, "passphrase")
    return None


def wait_sentence(pause: timedelta) -> str:
    """How long to wait."""
    return sentence_of("access.wait", {"seconds": -(-int(pause.total_seconds() * 1000) // 1000)})


def after_passphrase(request: HttpRequest, user: User) -> HttpResponse:
    """On to the second proof, to setting one up, or in: in training without one, and for who has no desk here."""
    has_proof = bool(queries.second_factors_of(user))
    if not has_proof and (settings.SAFECONDUCT_TRAINING or not STAFF & frozenset(user.roles)):
        return enter(request, user, method="", target=wanted(request))
    target = wanted(request)
    request.session.cycle_key()
    now = ledger().clock.now().isoformat()
    request.session[PENDING] = {"user": user.subject, "at": now, "next": target, "setting_up": not has_proof}
    page = "entrance:second_proof" if has_proof else "entrance:set_up"
    return HttpResponseRedirect(reverse(page))


def pending_user(request: HttpRequest, *, setting_up: bool) -> User | None:
    """Who has given the passphrase a moment ago and may go on to this step."""
    pending = request.session.get(PENDING)
    if not pending or pending["setting_up"] != setting_up:
        return None
    age = ledger().clock.now() - datetime.fromisoformat(pending["at"])
    user = queries.user(pending["user"]) if abs(age) < PENDING_FOR else None
    return None if user is None or user.disabled else user


def enter(request: HttpRequest, user: User, *, method: str, target: str = "") -> HttpResponse:
    """The session is theirs from here on."""
    target = target or request.session.get(PENDING, {}).get("next", "/")
    begin(request, user.subject)
    preferences.apply(request, user.subject)
    attempts.succeeded(user.login)
    drafts.forget_old()
    looks.record_sign_in(user.subject, method)
    take_over_left(request, user)
    return HttpResponseRedirect(local_path(request, target))


@for_anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; drafts stay with the node for the next sign-in."""
    leave(request)
    return HttpResponseRedirect(reverse("entrance:sign_in"))
