"""Registration: a group in one form (level 1), then its members one by one (levels 2 and 3). Each save is one act."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.desks.border_post.around import aside_of, post_of, seen_field
from safeconduct.desks.border_post.child_told import child_told
from safeconduct.desks.border_post.forms import COMPOSITION, GroupForm, MemberForm
from safeconduct.desks.border_post.taking_back import undo_of
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.commands import CorrectCrossing, Decide, RecordCrossing
from safeconduct.domains.crossings.rules import routing_for
from safeconduct.domains.people import queries as people
from safeconduct.domains.people.commands import CorrectGroup, DocumentGiven, RegisterGroup, RegisterPerson
from safeconduct.domains.screening.rules import screening_of
from safeconduct.foundation.access.drafts import discarding
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.remembered import remember, remembered
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import Officer, act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem

DESK = (BORDER_OFFICER, POST_SUPERVISOR)


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def new_group(request: HttpRequest) -> HttpResponse:
    """A new group: saved with its crossing and token in one act; then the next group, or its members."""
    who = officer(request)
    post = post_of(who)
    form = GroupForm(request.POST or None, initial=_defaults(request))
    errors: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            group = _register(request, who, form)
        except Problem as problem:
            errors = [("id_size", sentence_of(problem.code, problem.details))]
        else:
            remember(request, LAST_GROUP, {name: form.cleaned_data[name] for name in KEPT})
            if request.POST.get("then") == "members":
                return HttpResponseRedirect(reverse("post:group", args=[group]))
            return HttpResponseRedirect(reverse("post:register") + f"?saved={group}")
    context = {
        "form": form,
        "errors": errors,
        "composition": _composition_rows(form),
        "command_id": new_id(),
        **_saved_and_screening(request, post),
        **aside_of(who),
    }
    return render(request, "border_post/register.html", context, status=422 if form.errors or errors else 200)


def _composition_rows(form: GroupForm) -> list[dict[str, Any]]:
    return [
        {"sex": sex, "fields": [form[f"n-{name}"] for name, one, _band in COMPOSITION if one == sex]}
        for sex in ("F", "M")
    ]


LAST_GROUP = "last_group"
KEPT = ("nationality", "language", "origin", "destination", "transport", "direction")


def _defaults(request: HttpRequest) -> dict[str, Any]:
    # People of one bus or village come together: the last row's answers stand in the next one.
    return {"size": 1, "direction": "entry", **remembered(request, LAST_GROUP, {})}


def _saved_and_screening(request: HttpRequest, post: str) -> dict[str, Any]:
    saved = _saved(request, post)
    return {"saved": saved, "screening": screening_for(saved), **child_told(saved)}


def screening_for(crossing: Any) -> str:
    """The screening of who enters with this crossing; empty where there is none."""
    return screening_of(crossing.subject) if crossing is not None and crossing.direction == "entry" else ""


def _saved(request: HttpRequest, post: str) -> Any:
    group = request.GET.get("saved", "")
    found = crossings.crossings_of_group(group) if group else []
    return found[0] if found and found[0].post == post else None


def _register(request: HttpRequest, who: Officer, form: GroupForm) -> str:
    """The act: focal point if named, group, crossing, and the decision if it was taken at once."""
    act, data = act_of(request), form.cleaned_data
    group, crossing = derived_id("group", act.id), derived_id("crossing", act.id)
    named = any(data[name] for name in ("given_names", "family_name", "name_native"))
    focal = derived_id("person", act.id) if named else None
    commands: list[Command] = []
    if focal:
        commands.append(
            RegisterPerson(
                person=focal,
                level=1,
                group=group,
                relation="focal_point",
                given_names=data["given_names"],
                family_name=data["family_name"],
                name_native=data["name_native"],
                nationality=data["nationality"],
                language=data["language"],
                origin=data["origin"],
                destination=data["destination"],
            )
        )
    commands += [
        RegisterGroup(
            group=group,
            level=1,
            size=data["size"],
            composition=form.composition(),
            nationality=data["nationality"],
            origin=data["origin"],
            destination=data["destination"],
            transport=data["transport"],
            language=data["language"],
            needs=tuple(data["needs"]),
            focal_person=focal,
            note=data["note"],
        ),
        RecordCrossing(
            crossing=crossing,
            post=post_of(who),
            direction=data["direction"],
            level=1,
            group=group,
            persons=(focal,) if focal else (),
            number=data["size"],
            transport=data["transport"],
            needs=tuple(data["needs"]),
            has_child_alone=data["child_alone"],
            language=data["language"],
            routing=routing_for(data["nationality"], places.post(post_of(who)).home_state),
        ),
    ]
    if request.POST.get("then") == "admit":
        commands.append(Decide(crossing=crossing, decision="admit"))
    submit(act, *commands, along=discarding(who.id, "group"))
    return group


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, group_id: str) -> HttpResponse:
    """One group: its members, and a form for the next one."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        form = MemberForm(request.POST)
        added, errors = _added(request, group_id, form)
        if added:
            return HttpResponseRedirect(reverse("post:group", args=[group_id]) + f"?added={added}")
    else:
        form = MemberForm(initial=_member_defaults(people.group(group_id)))
    record_look(request, "group", [group_id])
    context = group_context(request, officer(request), group_id, form, errors)
    return render(request, "border_post/group.html", context, status=422 if form.errors or errors else 200)


def _added(request: HttpRequest, group_id: str, form: MemberForm) -> tuple[str, list[tuple[str, str]]]:
    """The new member, or what stands against it."""
    if not form.is_valid():
        return "", []
    if says_nothing(form.cleaned_data):
        return "", [("id_given_names", sentence_of("register.nothing_said"))]
    try:
        return add_member(request, group_id, form), []
    except Problem as problem:
        return "", [("id_given_names", sentence_of(problem.code, problem.details))]


def group_context(
    request: HttpRequest, who: Officer, group_id: str, form: MemberForm | None, errors: list[tuple[str, str]]
) -> dict[str, Any]:
    """Everything the page of a group shows."""
    found = people.group(group_id)
    members = [one for one in found.members if not one.voided]
    subjects = [one.subject for one in found.members]
    documents = people.documents_of_all(subjects)
    known = people.numbers_known_elsewhere(one for several in documents.values() for one in several)
    flags = people.open_flags_of_all(subjects)
    objections = people.open_objections_of_all(subjects)
    crossing, seen = _latest_crossing(group_id)
    added = request.GET.get("added", "")
    return {
        "group": found.group,
        "members": [
            {
                "person": one,
                "documents": documents.get(one.subject, []),
                "flags": flags.get(one.subject, []),
                "objections": objections.get(one.subject, []),
                "known": one.subject in known,
                "added": one.subject == added,
            }
            for one in found.members
        ],
        "count": len(members),
        "needs": found.needs,
        "crossing": crossing,
        "seen": seen,
        "form": form,
        "errors": errors,
        "member_id": new_id(),
        "wait_reasons": choices("wait_reason"),
        "decision_id": new_id(),
        "again_id": new_id(),
        "undo": undo_of(request, found.group, crossing),
        "screening": screening_for(crossing),
        **child_told(crossing),
        "separations": sum(one.open_flags for one in members),
        "missing": max(0, found.group.size - len(members)),
        **aside_of(who),
    }


def _latest_crossing(group_id: str) -> tuple[Any, str]:
    """The group's latest crossing, and what of it the page shows: read before the row that is shown."""
    latest = next(iter(crossings.crossings_of_group(group_id)), None)
    if latest is None:
        return None, ""
    seen = seen_field([latest.subject])
    return crossings.crossing(latest.subject), seen


def _member_defaults(found: people.GroupAndMembers) -> dict[str, Any]:
    # "Same surname" and the group's answers: what a family has in common is not typed five times.
    members = [one for one in found.members if not one.voided]
    first = members[0] if members else None
    return {
        "family_name": first.family_name if first else "",
        "nationality": (first.nationality if first else "") or found.group.nationality,
        "language": (first.language if first else "") or found.group.language,
        "origin": found.group.origin_shown,
        "destination": found.group.destination_shown,
        "relation": "" if first else "focal_point",
        "sex": "unknown",
        "document_condition": "original",
    }


MARKS = ("given_names", "name_native", "born", "document_number", "document_type")


def says_nothing(data: dict[str, Any]) -> bool:
    """Whether nothing tells this member from nobody: what the family has in common was there before."""
    return data["sex"] == "unknown" and not any(data[name] for name in MARKS)


LEVEL_3 = ("purpose", "onward_contact", "origin", "destination")


def add_member(request: HttpRequest, group_id: str, form: MemberForm) -> str:
    """One act: the member, with the document that was shown; the group and its crossing know of them."""
    standing = _standing_crossing(group_id)
    # What was seen is read before the rows: whoever joins in between is not claimed to have been seen.
    act = act_of(request, seen=people.seen_of_all([group_id, *([standing.subject] if standing else [])]))
    crossing = _standing_crossing(group_id) if standing else None
    person = derived_id("person", act.id)
    command = member_command(person, group_id, form.cleaned_data)
    commands = [command, *_growing(people.group(group_id), command), *_joining(crossing, command)]
    submit(act, *commands, along=discarding(act.actor, f"member-{group_id}"))
    return person


def _standing_crossing(group_id: str) -> Any:
    return next((one for one in crossings.crossings_of_group(group_id) if not one.voided), None)


ADDED = "member registered"


def _growing(found: people.GroupAndMembers, command: RegisterPerson) -> list[Command]:
    """The group's level rises with its members, and its size where there are more than were said."""
    standing = [one for one in found.members if not one.voided and one.subject != command.person]
    changes = {"size": len(standing) + 1} if len(standing) >= found.group.size else {}
    if found.group.level >= command.level and not changes:
        return []
    level = max(found.group.level, command.level)
    return [CorrectGroup(group=found.group.subject, changes=changes, reason=ADDED, level=level)]


def _joining(crossing: Any, command: RegisterPerson) -> list[Command]:
    """The crossing counts its members one by one: unique persons are counted from it."""
    if crossing is None or command.person in crossing.persons:
        return []
    joined = [*crossing.persons, command.person]
    changes = {"persons": joined, "level": max(crossing.level, command.level)}
    if len(joined) > crossing.people:
        changes["people"] = len(joined)
    return [CorrectCrossing(crossing=crossing.subject, changes=changes, reason=ADDED)]


def member_command(person: str, group_id: str, data: dict[str, Any]) -> RegisterPerson:
    """The command of a filled member form."""
    shown = data["document_type"] or ("other" if data["document_number"] else "")
    documents: tuple[DocumentGiven, ...] = ()
    if shown and shown != "none":
        documents = (document_of(derived_id("document", person), data),)
    return RegisterPerson(
        person=person,
        level=3 if any(data[name] for name in LEVEL_3[:2]) else 2,
        group=group_id,
        relation=data["relation"],
        given_names=data["given_names"],
        family_name=data["family_name"],
        name_native=data["name_native"],
        sex=data["sex"],
        birth=data["birth"],
        nationality=data["nationality"],
        documents=documents,
        needs=tuple(data["needs"]),
        language=data["language"],
        interpreter_needed=data["interpreter_needed"],
        origin=data["origin"],
        destination=data["destination"],
        purpose=data["purpose"],
        onward_contact=data["onward_contact"],
        no_document=shown == "none",
    )


def document_of(document_id: str, data: dict[str, Any]) -> DocumentGiven:
    """The document of a filled member form."""
    read_by, _sep, repaired = data["read_by"].partition(":")
    return DocumentGiven(
        id=document_id,
        type=data["document_type"] or "other",
        number=data["document_number"],
        issuer=data["document_issuer"],
        expiry=data["document_expiry"],
        condition=data["document_condition"] or "original",
        read_by="mrz" if read_by == "mrz" else "typed",
        repaired=repaired == "repaired",
    )


@allow(*DESK)
@require_POST
def register_crossing(request: HttpRequest, group_id: str) -> HttpResponse:
    """A group already known crosses again: a new crossing with a new token, nothing typed anew."""
    who = officer(request)
    found = people.group(group_id)
    members = tuple(one.subject for one in found.members if not one.voided)
    act = act_of(request)
    direction = request.POST.get("direction", "entry")
    submit(
        act,
        RecordCrossing(
            crossing=derived_id("crossing", act.id),
            post=post_of(who),
            direction=direction,
            level=0 if direction == "exit" else found.group.level,
            group=group_id,
            persons=members,
            number=max(found.group.size, len(members), 1),
            transport=found.group.transport,
            needs=tuple(found.needs),
            language=found.group.language,
            known_token=request.POST.get("known_token", ""),
            routing=routing_for(found.group.nationality, places.post(post_of(who)).home_state),
        ),
    )
    return HttpResponseRedirect(reverse("post:group", args=[group_id]))
