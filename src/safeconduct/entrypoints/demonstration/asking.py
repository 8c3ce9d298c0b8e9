"""Who was asked apart at the bridge of the demonstration, who further on, and who is still to be asked.

The card came to the bridge with the agency, this morning; at the other posts people are asked where they go on to.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from safeconduct.entrypoints.demonstration.draws import Draws, Weighted
from safeconduct.entrypoints.demonstration.items import (
    APART,
    CHILD_BANDS,
    ArrivingGroup,
    AskedElsewhere,
    Asking,
    Event,
    Member,
    Post,
)

BY_CARD = timedelta(hours=16)
ELSEWHERE_AFTER = timedelta(hours=6)
LAST = timedelta(minutes=5)  # what the scenario ends with comes after
EVENING = 22  # the local hour in which the other places send word
OUTCOMES = Weighted({"asked": 82, "not_now": 7, "no_privacy": 6, "no_common_language": 5})
# How often somebody points at a picture: made up, so that most point at none and every picture occurs.
POINTED = {
    "lost_family": 0.03, "afraid_return": 0.05, "papers_debt_work": 0.02, "hurt": 0.03, "not_safe_with": 0.015,
    "no_safe_place": 0.06, "care": 0.04, "talk": 0.02,
}  # fmt: skip


def with_askings(
    events: Sequence[Event], now: datetime, seed: int, posts: Sequence[Post], *, by_card: bool
) -> list[Event]:
    """The events and, each at its time, what became of asking those who came in. `by_card`: an agency holds the
    compartments for which answers are sealed; without one, nobody is asked at the bridge either."""
    bridge, draws = posts[0].code, Draws(seed, "asking")
    supervisors = {post.code: post.supervisor.login for post in posts}
    zones = {post.code: ZoneInfo(post.zone) for post in posts}
    found: list[Event] = list(events)
    elsewhere: dict[tuple[str, date], list[ArrivingGroup]] = {}
    for event in events:
        if not isinstance(event, ArrivingGroup) or event.direction != "entry":
            continue
        if by_card and event.post == bridge and now - event.at_utc < BY_CARD:
            found += _by_card(event, now, draws)
        elif now - event.at_utc > ELSEWHERE_AFTER:
            elsewhere.setdefault((event.post, event.at_utc.astimezone(zones[event.post]).date()), []).append(event)
    for (post, day), groups in elsewhere.items():
        evening = datetime.combine(day, datetime.min.time(), zones[post]) + timedelta(hours=EVENING)
        latest = max(group.at_utc for group in groups) + timedelta(minutes=20)
        found.append(
            AskedElsewhere(ref=f"asked/{post}/{day}", post=post, at_utc=min(max(evening, latest), now - LAST),
                           supervisor=supervisors[post], groups=tuple(group.ref for group in groups))
        )  # fmt: skip
    return sorted(found, key=lambda event: event.at_utc)


def _by_card(group: ArrivingGroup, now: datetime, draws: Draws) -> Iterable[Asking]:
    moment = group.at_utc + timedelta(minutes=draws.between(8, 70))
    outcome = draws.pick(OUTCOMES)
    pointed = tuple(_pointed(member, group, draws) for member in group.members)
    if moment < now:
        yield Asking(ref=f"{group.ref}/asked", group=group, post=group.post, at_utc=moment, officer=group.officer,
                     outcome=outcome, pointed=pointed if outcome == "asked" else ())  # fmt: skip


def _pointed(member: Member, group: ArrivingGroup, draws: Draws) -> tuple[str, ...]:
    items = tuple(code for code, share in POINTED.items() if draws.chance(share) and member.age_band != "0-4")
    is_child, with_adults = member.age_band in CHILD_BANDS, any(m.age_band not in CHILD_BANDS for m in group.members)
    is_alone = is_child and (member.relation in APART or not with_adults)
    return ("alone_child", *items) if is_alone else items
