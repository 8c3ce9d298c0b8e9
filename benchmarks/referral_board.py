"""The board of open referrals, as a coordinator opens it: fifty rows of twenty thousand, what has risen on top.

python -m benchmarks.referral_board      SAFECONDUCT_BENCH=quick two thousand

Through the whole of a request: session, role, access log, figures above the list, the page itself.
"""

import time
from datetime import timedelta
from typing import Any

from benchmarks import nodes
from benchmarks.figures import QUICK, Figure, most, quantile, report

OPEN_REFERRALS = 2_000 if QUICK else 20_000
IN_AN_ACT = 100
ROUNDS = 15 if QUICK else 40
URGENCIES = ("normal", "urgent", "emergency", "immediate")
PAGES = {
    "the first page": "/referrals/",
    "the first page, those that were sent": "/referrals/?state=sent",
    "the last page": "/referrals/?page=last",
}


def measure() -> list[Figure]:
    """Every page of the board, several times; the slowest of twenty must be fast enough."""
    with nodes.node():
        _refer()
        client = _coordinator()
        figures = []
        for what, address in PAGES.items():
            spent = [_milliseconds(client, address) for _ in range(ROUNDS + 1)][1:]
            p50, p95 = quantile(spent, 0.5), quantile(spent, 0.95)
            figures.append(Figure(f"board of {OPEN_REFERRALS:,} open referrals, {what}, p50", p50, "ms"))
            figures.append(Figure("  p95", p95, "ms", "", "<= 300", most(p95, 300)))
        return figures


def _refer() -> None:
    """Open and send them over a month, at one service, so that all degrees of lateness stand beside each other."""
    from safeconduct.desks.referrals.printed_codes import new_codes
    from safeconduct.domains.partners.commands import DescribeAgency
    from safeconduct.domains.referrals.commands import DescribeService, OpenReferral, SendReferral
    from safeconduct.foundation.access.commands import CreateUser
    from safeconduct.foundation.dispatch import submit
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    def act(actor: str, purpose: str, place: str, **more: Any) -> Act:
        return Act(id=new_id(), actor=actor, purpose=purpose, place=place, **more)

    agency, service, post, bilal = new_id(), new_id(), nodes._id("post"), nodes._id("bilal")
    submit(
        act("system", "administration", "node"),
        CreateUser(user=nodes._id("petra"), login="petra", display_name="Petra", roles=("protection_coordinator",)),
        DescribeAgency(agency=agency, name="Hope", type="ngo_international"),
        DescribeService(service=service, agency=agency, name="Clinic", types=("health",)),
    )
    began = nodes.START
    for start in range(0, OPEN_REFERRALS, IN_AN_ACT):
        happened = began - timedelta(days=20 * start / OPEN_REFERRALS)
        commands: list[Any] = []
        for number in range(start, start + IN_AN_ACT):
            referral, drawn = new_id(), new_codes()
            commands.append(
                OpenReferral(
                    referral=referral, service=service, type="health", urgency=URGENCIES[number % len(URGENCIES)],
                    who=f"Number {number}", reference=drawn["reference"], arrival_code=drawn["arrival_code"],
                    passphrase=drawn["passphrase"],
                )
            )  # fmt: skip
            if number % 3:
                commands.append(SendReferral(referral=referral))
        submit(act(bilal, "protection", post, happened_at=happened), *commands)


def _coordinator() -> Any:
    from django.test import Client

    from safeconduct.foundation.access.sessions import POST, USER

    client = Client()
    session = client.session
    session[USER], session[POST] = nodes._id("petra"), nodes._id("post")
    session.save()
    return client


def _milliseconds(client: Any, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    spent = (time.perf_counter() - began) * 1000
    if answer.status_code != 200 or b"data-grid" not in answer.content:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return spent


if __name__ == "__main__":
    report(measure)
