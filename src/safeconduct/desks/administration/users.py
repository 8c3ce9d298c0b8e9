"""Users of the node: find, create, rename, roles and posts, disable, sessions. An administrator sees no persons."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.desks.administration.start_codes import start_code_page
from safeconduct.foundation.access import commands, queries, reset_codes
from safeconduct.foundation.access.arranged_tables import arranged
from safeconduct.foundation.access.models import User
from safeconduct.foundation.access.roles import ADMINISTRATOR, ROLES
from safeconduct.foundation.access.sessions import act_of, allow, end_sessions, officer
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.tables import Column, shape
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem

PAGE = 50
TABLE = shape(
    "users",
    Column("name", gettext_lazy("Name"), lambda user: folded(user.display_name), stays=True),
    Column("login", gettext_lazy("Sign-in name"), lambda user: user.login),
    Column("roles", gettext_lazy("Roles"), lambda user: [str(label("role", role)) for role in user.roles]),
    Column("proof", gettext_lazy("Second proof")),
    Column("state", gettext_lazy("State"), lambda user: user.disabled),
    filters=("role", "state"),
    passing=("text",),
)
STATES = {"": None, "enabled": False, "disabled": True}


@allow(ADMINISTRATOR)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All users, found by name, role and state."""
    table = arranged(request, TABLE)
    text, kept = request.GET.get("text", "").strip()[:80], table.filtered_by(request.GET)
    role, state = kept["role"], kept["state"]
    found = table.sorted(queries.users(text, role=role, disabled=STATES.get(state)))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "table": table,
        "page": page,
        "rows": [_row(one) for one in page],
        "text": text,
        "role": role,
        "state": state,
        "roles": [("", _("All roles")), *choices("role", ROLES)],
        "states": [("", _("All")), ("enabled", _("May work here")), ("disabled", _("Disabled"))],
        "total": len(found),
    }
    return render(request, "administration/users.html", context)


def _row(user: User) -> dict[str, Any]:
    return {
        "user": user,
        "roles": [label("role", role) for role in user.roles],
        "proofs": [label("proof", method) for method in queries.second_factors_of(user)],
        "has_passphrase": queries.passphrase_of(user) is not None,
    }


def _fields(request: HttpRequest, user: User | None = None) -> dict[str, Any]:
    """What the form of a user shows: what was typed, else what stands."""
    given = request.POST
    return {
        "login": given.get("login", ""),
        "display_name": given.get("display_name", user.display_name if user else ""),
        "roles": choices("role", ROLES),
        "chosen_roles": given.getlist("roles") or (user.roles if user else []),
        "posts": [(post.subject, post.name) for post in places.posts()],
        "chosen_posts": given.getlist("posts") if given else (user.posts if user else []),
        "command_id": new_id(),
    }


@allow(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new user gets a printed start code and chooses the passphrase alone."""
    context: dict[str, Any] = {}
    if request.method == "POST":
        act = act_of(request, purpose="administration")
        user, login = derived_id("user", act.id), request.POST.get("login", "")
        code, verifier = reset_codes.new_reset()
        try:
            receipt = commands.create_user(
                act,
                user=user,
                login=login,
                display_name=request.POST.get("display_name", ""),
                roles=_chosen_roles(request),
                posts=_chosen_posts(request),
                reset=verifier,
            )
        except Problem as problem:
            context["errors"] = [("", sentence_of(problem.code, problem.details))]
        else:
            if receipt.repeated:
                # The form came twice: the first answer held the code, and no second one is good.
                return HttpResponseRedirect(reverse("administration:users"))
            return start_code_page(request, queries.known_user(user), code)
    context |= _fields(request)
    return render(request, "administration/new_user.html", context, status=422 if "errors" in context else 200)


def _chosen_roles(request: HttpRequest) -> tuple[str, ...]:
    return tuple(dict.fromkeys(request.POST.getlist("roles")))


def _chosen_posts(request: HttpRequest) -> tuple[str, ...]:
    known = {post.subject for post in places.posts()}
    return tuple(post for post in dict.fromkeys(request.POST.getlist("posts")) if post in known)


@allow(ADMINISTRATOR)
@require_GET
def one(request: HttpRequest, user: str) -> HttpResponse:
    """One user with everything an administrator may change."""
    return render(request, "administration/user.html", _context(request, user))


def _context(request: HttpRequest, user_id: str, **more: Any) -> dict[str, Any]:
    user = queries.known_user(user_id)
    return {
        "one": user,
        "row": _row(user),
        "sessions": queries.sessions_of(user_id),
        "this_session": request.session.session_key,
        "is_me": officer(request).id == user_id,
        "proposed_by": queries.names_of({user.reset_proposed_by}).get(user.reset_proposed_by, ""),
        **_fields(request, user),
        **more,
    }


def _act(request: HttpRequest, user: str) -> Act:
    return act_of(request, purpose="administration", seen={user: queries.seen_of(user)})


def _answer(request: HttpRequest, user: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("administration:user", args=[user]))


@allow(ADMINISTRATOR)
@require_POST
def change(request: HttpRequest, user: str) -> HttpResponse:
    """Name, roles and posts, each only where it is different. Sessions of a changed role go on with the new one."""
    standing = queries.known_user(user)
    name, roles, posts = request.POST.get("display_name", "").strip(), _chosen_roles(request), _chosen_posts(request)
    try:
        if (set(roles), set(posts)) != (set(standing.roles), set(standing.posts)):
            commands.change_roles(_act(request, user), user=user, roles=roles, posts=posts)
        if name != standing.display_name:
            act = act_of(request, purpose="administration", seen={user: queries.seen_of(user)})
            fresh = Act(id=new_id(), actor=act.actor, purpose=act.purpose, place=act.place, seen=act.seen)
            commands.rename_user(fresh, user=user, display_name=name)
    except Problem as problem:
        errors = [("", sentence_of(problem.code, problem.details))]
        return render(request, "administration/user.html", _context(request, user, errors=errors), status=422)
    return _answer(request, user, _("Saved."))


@allow(ADMINISTRATOR)
@require_POST
def disable(request: HttpRequest, user: str) -> HttpResponse:
    """Disable (all sessions end at once) or enable."""
    disabled = request.POST.get("disabled") == "yes"
    commands.disable_user(_act(request, user), user=user, disabled=disabled)
    if disabled:
        end_sessions(user)
    return _answer(request, user, _("Disabled; all sessions were ended.") if disabled else _("Enabled."))


@allow(ADMINISTRATOR)
@require_POST
def propose_reset(request: HttpRequest, user: str) -> HttpResponse:
    """The first of two persons: this user has forgotten the passphrase."""
    lost = request.POST.get("second_factor") == "on"
    commands.propose_reset(_act(request, user), user=user, second_factor=lost)
    return _answer(request, user, _("Proposed. A second person confirms it under “Forgotten passphrases”."))


@allow(ADMINISTRATOR)
@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """Who is signed in at this node."""
    rows = queries.sessions_of()
    names = queries.names_of({row.user for row in rows})
    posts = {post.subject: post.name for post in places.posts()}
    shown = [{"session": row, "name": names.get(row.user, "–"), "post": posts.get(row.post, "")} for row in rows]
    context = {"rows": shown, "this_session": request.session.session_key}
    return render(request, "administration/sessions.html", context)


@allow(ADMINISTRATOR)
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End a session, or all of a user; one's own present one stays."""
    user, key = request.POST.get("user", ""), request.POST.get("session", "")
    if user:
        end_sessions(user, key=key, besides=request.session.session_key or "")
        messages.success(request, _("Ended."))
    return HttpResponseRedirect(reverse("administration:sessions"))
