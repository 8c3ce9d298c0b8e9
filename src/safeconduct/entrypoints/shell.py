"""What stands around every page for the one who sits here: band, navigation by role, name, languages."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeconduct.domains.crossings import queries as crossings
from safeconduct.foundation.access.roles import (
    ADMINISTRATOR,
    BORDER_OFFICER,
    HUB_ANALYST,
    OVERSIGHT,
    POST_SUPERVISOR,
)
from safeconduct.foundation.access.sessions import Officer, officer_or_none
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label
from safeconduct.foundation.web.shell import Band, NavLink, NavSection, Shell, User

DESK = frozenset({BORDER_OFFICER, POST_SUPERVISOR})
SUPERVISOR = frozenset({POST_SUPERVISOR})

# section, label, page, key, roles
NAVIGATION: list[tuple[str | Promise, str | Promise, str, str, frozenset[str]]] = [
    (_("Border post"), _("Headcount"), "post:headcount", "1", DESK),
    (_("Border post"), _("Register"), "post:register", "2", DESK),
    (_("Border post"), _("Queue"), "post:queue", "3", DESK),
    (_("Border post"), _("Find"), "post:find", "4", DESK),
    (_("Shift"), _("Today"), "post:today", "5", DESK),
    (_("Shift"), _("Deferred checks"), "post:deferred", "6", DESK),
    (_("Shift"), _("Vehicles"), "post:vehicles", "7", DESK),
    (_("Shift"), _("Hand over"), "post:shift", "8", DESK),
    (_("Shift"), _("Report"), "post:report", "9", DESK | {HUB_ANALYST}),
    (_("Supervisor"), _("Separations"), "post:separations", "", SUPERVISOR),
    (_("Supervisor"), _("Staffing"), "post:staffing", "", SUPERVISOR),
    (_("Supervisor"), _("Paper and files"), "post:files", "", SUPERVISOR),
    (_("Oversight"), _("Who looked"), "oversight:log", "1", frozenset({OVERSIGHT})),
    (_("Oversight"), _("Long waits"), "oversight:waits", "2", frozenset({OVERSIGHT})),
    (_("Oversight"), _("Corrections"), "oversight:corrections", "3", frozenset({OVERSIGHT})),
    (_("Node"), _("Users"), "administration:users", "1", frozenset({ADMINISTRATOR})),
    (_("Node"), _("Posts"), "administration:posts", "2", frozenset({ADMINISTRATOR})),
    (_("Node"), _("Health"), "administration:health", "3", frozenset({ADMINISTRATOR})),
]


def shell_of(request: HttpRequest) -> Shell:
    """The shell of this request; without anyone signed in, only the language choice."""
    who = officer_or_none(request)
    languages = [(code, str(name)) for code, name in LANGUAGE_NAMES.items()]
    language = get_language() or settings.LANGUAGE_CODE
    if who is None:
        return Shell(language=language, languages=languages, language_url=reverse("entrance:language"),
                     theme_url=reverse("entrance:theme"), theme=request.session.get("theme", "auto"))  # fmt: skip
    return Shell(
        language=language,
        theme=request.session.get("theme", "auto"),
        training=getattr(settings, "SAFECONDUCT_TRAINING", False),
        band=_band(who),
        nav=_navigation(request, who),
        user=User(name=who.name, roles=[label("role", role) for role in sorted(who.roles)]),
        help_topic=_topic(request),
        languages=languages,
        idle_seconds=settings.SAFECONDUCT_IDLE_SECONDS,
        sign_out_url=reverse("entrance:sign_out"),
        lock_url=reverse("entrance:lock"),
        language_url=reverse("entrance:language"),
        theme_url=reverse("entrance:theme"),
    )


LANGUAGE_NAMES = {"en": "English", "fr": "Français", "ar": "العربية", "es": "Español"}


def _band(who: Officer) -> Band | None:
    if who.post is None:
        return None
    post = places.post(who.post)
    now = ledger().clock.now()
    local = places.local_time(who.post, now)
    return Band(
        activation_state=settings.SAFECONDUCT_ACTIVATION,
        area=post.area or post.name,
        post_name=post.name,
        local_time=local,
        saved_count=crossings.registered_today(who.post, local.date()),
    )


def _navigation(request: HttpRequest, who: Officer) -> list[NavSection]:
    sections: dict[str, list[NavLink]] = {}
    for section, name, page, key, roles in NAVIGATION:
        if who.roles & roles:
            try:
                url = reverse(page)
            except NoReverseMatch:
                continue
            sections.setdefault(str(section), []).append(
                NavLink(str(name), url, key=key, current=request.path.startswith(url))
            )
    return [NavSection(title, links) for title, links in sections.items()]


def _topic(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.url_name.replace("_", "-") if match and match.url_name in HELP_TOPICS else ""


HELP_TOPICS = frozenset(page.split(":")[1] for _section, _name, page, _key, _roles in NAVIGATION)
