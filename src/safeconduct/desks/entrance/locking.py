"""The locked screen: the draft stays with the node, and PIN or passphrase brings the same person back."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.desks.entrance.home import local_path, wanted
from safeconduct.desks.entrance.own_keys import open_with
from safeconduct.desks.entrance.signing_in import wait_sentence
from safeconduct.foundation.access import attempts, looks, pins, queries
from safeconduct.foundation.access.passphrases import matches, nobodys_verifier
from safeconduct.foundation.access.roles import STAFF
from safeconduct.foundation.access.sessions import (
    LOCKED,
    Officer,
    allow,
    for_anyone,
    lock,
    officer,
    officer_or_none,
    sitting_or_none,
    unlock,
)
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.problems import Problem


@for_anyone
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """POST locks, from whichever page; GET shows the locked screen."""
    who = sitting_or_none(request)
    if who is None:
        return HttpResponseRedirect(reverse("entrance:sign_in"))
    if request.method == "POST":
        lock(request)
        return HttpResponseRedirect(reverse("entrance:lock") + "?" + urlencode({"next": _page_left(request)}))
    if officer_or_none(request) is not None:
        return HttpResponseRedirect(wanted(request))
    return render(request, "entrance/lock.html", _context(request, who))


def _page_left(request: HttpRequest) -> str:
    """The page from which it was locked; its search stays behind, for an address keeps no words."""
    return local_path(request, urlsplit(request.headers.get("Referer", "")).path)


def _context(request: HttpRequest, who: Officer, sentence: str = "") -> dict[str, Any]:
    return {
        "who": who,
        "sentence": sentence,
        "with_pin": pins.has_pin(request),
        "next": wanted(request),
        "node": settings.SAFECONDUCT_NODE_NAME,
    }


@for_anyone
@require_http_methods(["POST"])
def open_again(request: HttpRequest) -> HttpResponse:
    """PIN or passphrase of the one who sits here."""
    who = sitting_or_none(request)
    if who is None:
        return HttpResponseRedirect(reverse("entrance:sign_in"))
    if not request.session.get(LOCKED) and officer_or_none(request) is not None:
        return HttpResponseRedirect(wanted(request))
    sentence = _by_pin(request, who) if "pin" in request.POST else _by_passphrase(request, who)
    if sentence:
        return render(request, "entrance/lock.html", _context(request, who, sentence), status=422)
    unlock(request)
    return HttpResponseRedirect(wanted(request))


def _by_pin(request: HttpRequest, who: Officer) -> str:
    if pins.is_pin(request, request.POST["pin"]):
        return ""
    looks.record_failure(who.id, "pin")
    left = pins.tries_left(request)
    return sentence_of("access.wrong_pin", {"left": left}) if left else sentence_of("access.pin_used_up")


def _by_passphrase(request: HttpRequest, who: Officer) -> str:
    pause = attempts.pause_left(who.login)
    if pause:
        return wait_sentence(pause)
    user, passphrase = queries.known_user(who.id), request.POST.get("passphrase", "")
    verifier = queries.passphrase_of(user)
    if matches(passphrase, verifier or nobodys_verifier()) and verifier:
        attempts.succeeded(who.login)
        open_with(request, user, passphrase)
        return ""
    attempts.failed(who.login)
    looks.record_failure(who.id, "passphrase")
    return sentence_of("access.wrong_passphrase")


@allow(*STAFF)
@require_http_methods(["GET", "POST"])
def pin(request: HttpRequest) -> HttpResponse:
    """Set the PIN of this shift."""
    officer(request)
    sentence = ""
    if request.method == "POST":
        try:
            pins.set_pin(request, request.POST.get("pin", ""))
        except Problem as problem:
            sentence = sentence_of(problem.code, problem.details)
        else:
            messages.success(request, _("The PIN opens this screen again until you sign out."))
            return HttpResponseRedirect(reverse("entrance:account"))
    context = {"sentence": sentence, "shortest": pins.SHORTEST, "longest": pins.LONGEST}
    return render(request, "entrance/pin.html", context, status=422 if sentence else 200)
