"""The passphrase opens more than the screen: an officer's own key, for this session, on a protection agency's node.

Who came back by PIN, or after the node was started anew, is asked for it once, when something sealed is to be opened.
"""

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.desks.entrance.home import local_path
from safeconduct.foundation.access import attempts, looks, queries
from safeconduct.foundation.access.models import User
from safeconduct.foundation.access.passphrases import matches
from safeconduct.foundation.access.roles import HOLDERS, SYSTEM_ACTOR, holder_role
from safeconduct.foundation.access.sessions import KEYS, allow, officer, remember_keys
from safeconduct.foundation.compartments import holding
from safeconduct.foundation.compartments.commands import GiveKey, LoseKey
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.erase import checkpointed
from safeconduct.foundation.nodes.kinds import AGENCY
from safeconduct.foundation.vault import open_user_keys
from safeconduct.foundation.web.labels import label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import NODE, Act
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

log = logging.getLogger(__name__)


def may_hold(user: User) -> bool:
    """Whether keys of compartments are given to this user at all."""
    return settings.SAFECONDUCT_PROFILE == AGENCY and bool(set(HOLDERS) & set(user.roles))


def open_with(request: HttpRequest, user: User, passphrase: str) -> bool:
    """Open the user's own key into this session; whether it opened. Nothing happens for who holds no keys."""
    private = holding.opened_pair(user.subject, passphrase) if may_hold(user) else None
    if private is not None:
        remember_keys(request, user.subject, private)
    return private is not None


def take_over_left(request: HttpRequest, user: User) -> None:
    """What lies in the keyring by itself is wrapped for who signs in, and lies there no more.

    Signing in never fails for it: what could not be taken over stays, and `doctor` says so.
    """
    if not may_hold(user) or not open_user_keys.held(request.session.get(KEYS, ""), user.subject):
        return
    theirs = [(code, key) for code, key in holding.unwrapped() if holder_role(code) in user.roles]
    taken = [code for code, key in theirs if _took_over(user.subject, code, key)]
    if taken:
        checkpointed()
        names = ", ".join(sorted({str(label("compartment", code)) for code in taken}))
        messages.success(request, _("You now hold the key of: {names}. Print its sheets.").format(names=names))


def _took_over(user: str, code: str, key: str) -> bool:
    private = holding.left_key(code, key)
    act = Act(id=new_id(), actor=user, purpose="protection", place=NODE)
    try:
        submit(
            act,
            GiveKey(compartment=code, key=key, user=user, how="taken_over"),
            along=partial(holding.hand_over, code, key, private, user),
        )
    except Problem as problem:
        log.warning("a compartment's key was not taken over: %s", problem.code)
        return False
    return (code, key) in holding.holdings_of(user)


def changing(user: User, present: str, chosen: str) -> Any:
    """What goes along with a change of passphrase, so that the user's own key opens with the new one."""
    if not holding.has_pair(user.subject):
        return None
    private = holding.opened_pair(user.subject, present)
    if private is None:
        return None
    return partial(holding.keep_pair, user.subject, holding.pair_under(user.subject, private, chosen))


def losing(user: User) -> tuple[Any, list[tuple[str, str]]]:
    """What goes along with a passphrase that was reset, and which keys the user loses with the old one."""
    lost = holding.holdings_of(user.subject)
    return (partial(holding.forget_pair, user.subject) if holding.has_pair(user.subject) else None), lost


def say_lost(request: HttpRequest, user: User, lost: list[tuple[str, str]]) -> None:
    """Say which keys went with the old passphrase, and who can give them anew."""
    for code, key in lost:
        with_others = queries.names_of(set(holding.holders_of(code, key)) - {user.subject})
        text = (
            _("With the old passphrase you lost the key of {compartment}. {names} can give it to you anew.")
            if with_others
            else _("With the old passphrase you lost the key of {compartment}, and nobody else here holds it. "
                   "Its printed sheets give it back.")
        )  # fmt: skip
        names = ", ".join(sorted(with_others.values()))
        messages.warning(request, text.format(compartment=label("compartment", code), names=names))


def write_down_lost(user: User, lost: list[tuple[str, str]]) -> None:
    """The record of it."""
    if lost:
        act = Act(id=new_id(), actor=SYSTEM_ACTOR, purpose="administration", place=NODE)
        submit(act, *(LoseKey(compartment=code, key=key, user=user.subject) for code, key in lost))


@allow(*HOLDERS)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The passphrase of the one who sits here, and back to where they were."""
    user = queries.known_user(officer(request).id)
    target = local_path(request, request.POST.get("next") or request.GET.get("next") or "/")
    sentence = ""
    if request.method == "POST":
        sentence = _refusal(request, user)
        if not sentence:
            take_over_left(request, user)
            return HttpResponseRedirect(target)
    context = {"next": target, "sentence": sentence}
    return render(request, "entrance/own_key.html", context, status=422 if sentence else 200)


def _refusal(request: HttpRequest, user: User) -> str:
    pause = attempts.pause_left(user.login)
    if pause:
        return sentence_of("access.wait", {"seconds": int(pause.total_seconds()) + 1})
    passphrase = request.POST.get("passphrase", "")
    verifier = queries.passphrase_of(user)
    if verifier is None or not matches(passphrase, verifier) or not may_hold(user):
        attempts.failed(user.login)
        looks.record_failure(user.subject, "passphrase")
        return sentence_of("access.wrong_passphrase")
    attempts.succeeded(user.login)
    if not open_with(request, user, passphrase):
        return sentence_of("compartments.key_of_old_passphrase")
    return ""
