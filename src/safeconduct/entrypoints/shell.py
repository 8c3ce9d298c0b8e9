"""What stands around every page for the one who sits here: band, navigation by role, name, languages."""

from datetime import date
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from safeconduct.domains.crossings import queries as crossings
from safeconduct.entrypoints.profiles import DESKS, is_here
from safeconduct.foundation.access import preferences
from safeconduct.foundation.access.roles import (
    ADMINISTRATOR,
    BORDER_OFFICER,
    FOCAL_POINT,
    HEALTH_OFFICER,
    HUB_ANALYST,
    OVERSIGHT,
    POST_SUPERVISOR,
    PROTECTION_COORDINATOR,
    PROTECTION_OFFICER,
    REFERRAL_OFFICER,
    STAFF,
    purposes_of,
)
from safeconduct.foundation.access.sessions import Officer, officer_or_none
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.nodes.kinds import AGENCY
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label
from safeconduct.foundation.web.shell import Band, NavLink, NavSection, Shell, User

DESK = frozenset({BORDER_OFFICER, POST_SUPERVISOR})
SUPERVISOR = frozenset({POST_SUPERVISOR})
ADMIN = frozenset({ADMINISTRATOR})
WATCH = frozenset({OVERSIGHT})
COORDINATOR = frozenset({PROTECTION_COORDINATOR})
HEALTH = frozenset({HEALTH_OFFICER})
AT_AN_AGENCY = frozenset({REFERRAL_OFFICER})
INTERVIEWER = frozenset({PROTECTION_OFFICER})
KEEPERS = INTERVIEWER | COORDINATOR | frozenset({FOCAL_POINT})
AFTERWARDS = INTERVIEWER | COORDINATOR | WATCH
RECEIVES = frozenset({FOCAL_POINT})
ONLY_AT_AN_AGENCY = (INTERVIEWER, AT_AN_AGENCY, KEEPERS, AFTERWARDS, RECEIVES)
NOT_AT_THE_LINE = STAFF - {BORDER_OFFICER}  # an officer comes to the rules from the page of screenings
AT_A_POST = DESK | {HUB_ANALYST, PROTECTION_COORDINATOR, HEALTH_OFFICER}

# section, label, page, key, roles
NAVIGATION: list[tuple[str | Promise, str | Promise, str, str, frozenset[str]]] = [
    (_("Border post"), _("Headcount"), "post:headcount", "1", DESK),
    (_("Border post"), _("Register"), "post:register", "2", DESK),
    (_("Border post"), _("Queue"), "post:queue", "3", DESK),
    (_("Border post"), _("Find"), "post:find", "4", DESK),
    (_("Border post"), _("Screening"), "post:screening", "", DESK),
    (_("Border post"), _("Complaint"), "post:complaint", "", DESK),
    (_("Shift"), _("Today"), "post:today", "5", DESK),
    (_("Shift"), _("Deferred checks"), "post:deferred", "6", DESK),
    (_("Shift"), _("Vehicles"), "post:vehicles", "7", DESK),
    (_("Shift"), _("Hand over"), "post:shift", "8", DESK),
    (_("Shift"), _("Report"), "post:report", "9", DESK | {HUB_ANALYST}),
    (_("Supervisor"), _("Separations"), "post:separations", "", SUPERVISOR),
    (_("Supervisor"), _("Reviews"), "post:reviews", "", SUPERVISOR),
    (_("Supervisor"), _("Deprived of liberty"), "liberty:liberty", "", SUPERVISOR),
    (_("Supervisor"), _("Lane letters"), "post:screening_signs", "", SUPERVISOR),
    (_("Supervisor"), _("Holds and erasures"), "post:erasures", "", SUPERVISOR),
    (_("Supervisor"), _("Complaints"), "post:complaints", "", SUPERVISOR),
    (_("Supervisor"), _("Objections"), "post:objections", "", SUPERVISOR),
    (_("Supervisor"), _("Staffing"), "post:staffing", "", SUPERVISOR),
    (_("Supervisor"), _("Paper and files"), "post:files", "", SUPERVISOR),
    (_("Supervisor"), _("Forgotten passphrases"), "administration:resets", "", SUPERVISOR),
    (_("Protection"), _("Referrals"), "referrals:referrals", "1", COORDINATOR),
    (_("Protection"), _("Directory"), "protection:directory", "2", COORDINATOR),
    (_("Protection"), _("Agencies"), "protection:agencies", "3", COORDINATOR),
    (_("Referrals"), _("Referrals"), "referrals:referrals", "", DESK),
    (_("Protection"), _("Reviews"), "protection:reviews", "4", COORDINATOR),
    (_("Protection"), _("Deprived of liberty"), "liberty:liberty", "5", COORDINATOR),
    (_("Protection"), _("Assessments"), "protection:assessments", "6", COORDINATOR),
    (_("Protection"), _("States people flee"), "protection:fled_states", "", COORDINATOR),
    (_("Referrals"), _("Directory"), "protection:directory", "", DESK),
    (_("Referrals"), _("Incoming referrals"), "referrals:referrals", "1", AT_AN_AGENCY),
    (_("In confidence"), _("Needs"), "protection:needs", "1", INTERVIEWER),
    (_("In confidence"), _("Files"), "protection:files_list", "2", INTERVIEWER),
    (_("In confidence"), _("Children"), "protection:children", "3", INTERVIEWER),
    (_("In confidence"), _("Reviews"), "protection:reviews", "4", INTERVIEWER),
    (_("In confidence"), _("Guardians"), "protection:guardians", "5", INTERVIEWER),
    (_("In confidence"), _("Families"), "protection:families", "6", INTERVIEWER),
    (_("In confidence"), _("Cases"), "cases:cases", "7", INTERVIEWER),
    (_("Sealed content"), _("Compartments"), "protection:compartments", "", KEEPERS),
    (_("Sealed content"), _("Emergencies"), "protection:emergencies", "", AFTERWARDS),
    (_("In confidence"), _("Deprived of liberty"), "liberty:liberty", "8", INTERVIEWER),
    (_("In confidence"), _("Assessments"), "protection:assessments", "9", INTERVIEWER),
    (_("In confidence"), _("Calendar"), "cases:case_calendar", "", INTERVIEWER),
    (_("In confidence"), _("Caseload"), "cases:caseload", "", INTERVIEWER),
    (_("Misconduct"), _("Cases"), "conduct:misconduct", "1", RECEIVES),
    (_("In confidence"), _("States people flee"), "protection:fled_states", "", INTERVIEWER),
    (_("Health desk"), _("Health desk"), "health:care", "1", HEALTH),
    (_("Health desk"), _("Events"), "health:events", "2", HEALTH),
    (_("Health desk"), _("Notification"), "health:told", "3", HEALTH),
    (_("Oversight"), _("What needs looking at"), "oversight:overview", "", WATCH),
    (_("Oversight"), _("Who looked"), "oversight:log", "1", WATCH),
    (_("Oversight"), _("Long waits"), "oversight:waits", "2", WATCH),
    (_("Oversight"), _("Corrections"), "oversight:corrections", "3", WATCH),
    (_("Oversight"), _("Integrity"), "oversight:integrity", "4", WATCH),
    (_("Oversight"), _("Sent without consent"), "referrals:referral_reviews", "", WATCH),
    (_("Oversight"), _("Complaints of agencies"), "referrals:referral_complaints", "", WATCH | COORDINATOR),
    (_("Oversight"), _("Answers by agency"), "referrals:referral_answers", "", WATCH),
    (_("Oversight"), _("Reviews and refusals"), "oversight:reviews", "5", WATCH),
    (_("Oversight"), _("Turned back"), "oversight:turn_backs", "6", WATCH),
    (_("Oversight"), _("Deprived of liberty"), "liberty:liberty_watch", "7", WATCH),
    (_("Oversight"), _("Assessments"), "protection:assessments", "8", WATCH),
    (_("Oversight"), _("Focal point"), "oversight:focal_point", "", WATCH),
    (_("Oversight"), _("States people flee"), "protection:fled_states", "", WATCH),
    (_("Node"), _("Users"), "administration:users", "1", ADMIN),
    (_("Node"), _("Posts"), "administration:posts", "2", ADMIN),
    (_("Node"), _("Forgotten passphrases"), "administration:resets", "3", ADMIN),
    (_("Node"), _("Sessions"), "administration:sessions", "4", ADMIN),
    (_("Node"), _("Activation and orders"), "administration:settings", "5", ADMIN),
    (_("Node"), _("Health"), "administration:health", "6", ADMIN),
    (_("Node"), _("Exchange"), "administration:exchange", "", ADMIN),
    (_("Node"), _("Local network"), "administration:local_network", "", ADMIN),
    (_("Node"), _("About"), "administration:about", "7", ADMIN),
    (_("Node"), _("Places"), "administration:gazetteers", "9", ADMIN),
    (_("Partners"), _("Agencies"), "protection:agencies", "8", ADMIN),
    (_("Partners"), _("Directory"), "protection:directory", "", ADMIN),
    (_("Partners"), _("Assessments"), "protection:assessments", "", ADMIN),
    (_("Rules"), _("Rules and words"), "protection:released", "", NOT_AT_THE_LINE),
]


BEHIND = (
    ("group", "register"), ("member", "register"), ("crossing", "register"), ("vehicle", "vehicles"),
    ("separation", "separations"), ("paper", "files"), ("import", "files"), ("user", "users"), ("post", "posts"),
    ("child", "children"), ("guardian", "guardians"), ("family", "families"), ("tracing", "families"),
    ("reunification", "families"),
    ("conduct_", "misconduct"),
    ("compartment", "compartments"), ("emergency", "emergencies"),
    ("file", "files_list"), ("agency", "agencies"), ("contact", "agencies"), ("agreement", "agencies"),
    ("gazetteer", "gazetteers"),
    ("service", "directory"), ("directory", "directory"), ("change_", "directory"),
    ("one", "referrals"), ("send", "referrals"), ("consent", "referrals"), ("move", "referrals"),
    ("message", "referrals"), ("hand_over", "referrals"), ("sealed", "referrals"), ("referral_", "referrals"),
    ("complaint_", "referral_complaints"),
    ("assessment", "assessments"), ("fled_", "fled_states"),
    ("read_back", "read_back"), ("objection_", "objections"), ("erasure", "erasures"),
    ("hold", "erasures"), ("event", "events"), ("review", "reviews"),
)  # fmt: skip


def zone_of_page(request: HttpRequest) -> str:
    """The zone in which the times of a page stand: the post's; empty (UTC) where nobody sits at one."""
    who = officer_or_none(request)
    return places.zone_of(who.post) if who is not None and who.post else ""


LANGUAGE_NAMES = {"en": "English", "fr": "Français", "ar": "العربية", "es": "Español"}


def shell_of(request: HttpRequest) -> Shell:
    """The shell of this request; without anyone signed in, only language, theme and the mark of training."""
    who = officer_or_none(request)
    around: dict[str, Any] = {
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": tuple(LANGUAGE_NAMES.items()),
        "language_url": reverse("entrance:language"),
        "theme": request.session.get("theme", "auto"),
        "theme_url": reverse("entrance:theme"),
        "training": settings.SAFECONDUCT_TRAINING,
    }
    if who is None:
        return Shell(**around)
    return Shell(
        **around,
        band=_band(who),
        nav=_navigation(request, who),
        user=User(name=who.name, roles=[str(label("role", role)) for role in sorted(who.roles)], key=who.id),
        help_topic=_topic(request),
        idle_seconds=settings.SAFECONDUCT_IDLE_SECONDS,
        sign_out_url=reverse("entrance:sign_out"),
        lock_url=reverse("entrance:lock"),
        tables_url=reverse("entrance:tables"),
        extra={"menu": _menu(who)},
    )


def _menu(who: Officer) -> dict[str, Any]:
    return {
        "template": "entrance/menu.html",
        "purpose": who.purpose,
        "purposes": purposes_of(who.roles),
        "card_url": reverse("post:card") if who.post and who.roles & DESK and is_here(DESKS, "post") else "",
        "may_change_post": bool(who.roles & AT_A_POST),
    }


def _band(who: Officer) -> Band:
    now = ledger().clock.now()
    saved: int | None = None
    if who.post is None:
        name, area, local = settings.SAFECONDUCT_NODE_NAME, "", now.astimezone(ZoneInfo("UTC"))
    else:
        post = places.post(who.post)
        local = places.local_time(who.post, now)
        name, area, saved = post.name, post.area or post.name, crossings.registered_today(who.post, local.date())
    setting = preferences.setting_of(area)
    return Band(
        activation_state=setting.activation_state if setting else settings.SAFECONDUCT_ACTIVATION,
        area=area,
        order_text=setting.order_text if setting else "",
        order_lapses=_lapse(setting.order_lapses, local.date()) if setting and setting.order_lapses else "",
        post_name=name,
        local_time=local,
        saved_count=saved,
    )


def _lapse(day: date, today: date) -> str:
    written = date_format(day, "j F")
    words = gettext("lapsed on {day}") if day < today else gettext("lapses on {day}")
    return words.format(day=written)


def _navigation(request: HttpRequest, who: Officer) -> tuple[NavSection, ...]:
    profile = settings.SAFECONDUCT_PROFILE
    here = frozenset(url for url in _pages_of(who.roles, profile) if _is_at(request.path, url))
    return _sections(who.roles, here, profile, get_language())


@cache
def _pages_of(roles: frozenset[str], profile: str) -> tuple[str, ...]:
    return tuple(reverse(page) for _section, _name, page, _key, allowed in _rows(profile) if roles & allowed)


def _rows(profile: str) -> list[tuple[str | Promise, str | Promise, str, str, frozenset[str]]]:
    """The navigation of a node of this profile: an agency's has no border desk, and it alone keeps files."""
    rows = [row for row in NAVIGATION if DESKS.get(row[2].split(":")[0], profile) == profile]
    return rows if profile == AGENCY else [row for row in rows if row[4] not in ONLY_AT_AN_AGENCY]


def _is_at(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


@lru_cache(maxsize=512)
def _sections(
    roles: frozenset[str], here: frozenset[str], profile: str, _language: str | None
) -> tuple[NavSection, ...]:
    """The navigation of these roles, in the language that is active, with the pages where one is."""
    sections: dict[str, list[NavLink]] = {}
    taken: set[str] = set()
    for section, name, page, key, allowed in _rows(profile):
        url = reverse(page)
        if not roles & allowed or url in taken:
            continue
        # Who has several roles keeps the keys of the first; a key never means two pages.
        cap = key if key and key not in taken else ""
        taken |= {url, cap}
        sections.setdefault(str(section), []).append(NavLink(str(name), url, key=cap, current=url in here))
    return tuple(NavSection(title, tuple(links)) for title, links in sections.items())


def _topic(request: HttpRequest) -> str:
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    return next((topic for begins, topic in TOPICS_BY_BEGINNING if name.startswith(begins)), "")


HELP_TOPICS = frozenset(page.split(":")[1] for _section, _name, page, _key, _roles in NAVIGATION)
# Pages behind a page of the navigation have its help: (how their name begins, topic), the longest first.
TOPICS_BY_BEGINNING = sorted(
    [*((topic, topic) for topic in HELP_TOPICS), *BEHIND], key=lambda pair: len(pair[0]), reverse=True
)
