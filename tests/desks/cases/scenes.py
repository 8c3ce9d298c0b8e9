"""Scenes of the desk of cases: an agency's node with its compartments and a second caseworker, and steps in a case."""

from safeconduct.domains.cases import queries
from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.access.passphrases import make_verifier
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.ids import derived_id
from tests.conftest import LIGHT, PASSPHRASE
from tests.desks.border_post.scenes import ok, sent

HELD = ("protection", "child_protection", "gbv", "legal")
WORKERS = {"esther": "Esther", "grace": "Grace", "leila": "Leila"}


def furnish(cast):
    """The agency holds its compartments; Grace and Leila are protection officers beside Esther."""
    for code in HELD:
        act = cast.act("adam", place="node", purpose="administration")
        register_compartment(act, compartment=code, agency="shelter", public=make_keys(code))
    new = [login for login in WORKERS if login not in cast.ids]
    cast.ids |= {login: derived_id("user", login) for login in new}
    verifier = make_verifier(PASSPHRASE, cost=LIGHT)
    submit(
        cast.act("adam", place="node", purpose="administration"),
        *(
            CreateUser(user=cast.ids[login], login=login, display_name=WORKERS[login], roles=("protection_officer",),
                       passphrase=verifier)
            for login in new
        ),
    )  # fmt: skip


def opens(cast, client, answers=302, *, query="", **more):
    """A case, as the form opens it; the case, or the page that refuses."""
    form = {
        "compartment": "gbv", "priority": "high", "owner": cast.ids["esther"], "supervisor": cast.ids["grace"],
        "consent": "consent", "who": "Salma of tent nine", "situation": "threatened by a former partner", **more,
    }  # fmt: skip
    answer = ok(client.post(f"/cases/new/{query}", sent(**form)), answers)
    return queries.case(answer["Location"].split("/")[-2]) if answers == 302 else answer


def do(client, case, what, answers=302, /, **form):
    """One step of a case."""
    return ok(client.post(f"/cases/{case.subject}/{what}/", sent(**form)), answers)


def waiting(case):
    """The step of a case that waits for the supervisor."""
    return next(one for one in queries.steps_of(case.subject) if one.sign == "waits")


def now(case):
    """The case as it stands now."""
    return queries.case(case.subject)
