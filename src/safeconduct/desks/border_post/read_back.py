"""Read-back: what is recorded of a person, told to them in their own language, on the page and on paper.

The officer's language stands around it, the person's inside. Every read-back is in the access log.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.desks.border_post.around import post_of
from safeconduct.desks.border_post.read_back_lines import MARKS, Section, moment_at, recorded
from safeconduct.desks.border_post.read_back_paper import read_back_paper
from safeconduct.desks.border_post.read_back_shared import decided, kept, rights, sealed, shared, told_of, written
from safeconduct.domains.people import queries
from safeconduct.foundation.access.looks import record_look, record_print
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.documents.labels import is_right_to_left
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.problems import Conflict

DESK = (BORDER_OFFICER, POST_SUPERVISOR)


@allow(*DESK)
@require_GET
def page(request: HttpRequest, person_id: str) -> HttpResponse:
    """Everything at once, to be read out or shown. Conflict: people.erased."""
    person = _person(person_id)
    record_look(request, "read_back", person_id)
    language = language_for(request, person)
    context = {
        "person": person,
        "sections": sections_in(language, person, post_of(officer(request))),
        "language": language,
        "direction": "rtl" if is_right_to_left(language) else "ltr",
        "is_supervisor": officer(request).is_any(POST_SUPERVISOR),
        "objections": [one for one in queries.objections_of(person_id) if one.open],
        "referrals": [one for one in told_of(person_id) if one.consent == "given"],
    }
    return render(request, "border_post/read_back.html", context)


def _person(person_id: str) -> Any:
    person = queries.person(person_id)
    if person.erased:
        raise Conflict("people.erased")
    return person


def language_for(request: HttpRequest, person: Any) -> str:
    """The language chosen on the page, else the person's where it is one of ours, else the officer's."""
    own = (translation.get_language() or "en").split("-")[0]
    shipped = dict(settings.LANGUAGES)
    return next((one for one in (request.GET.get("language", ""), person.language) if one in shipped), own)


def sections_in(language: str, person: Any, post: str) -> list[Section]:
    """All that is told, in words of a language."""
    with translation.override(language):
        at = moment_at(post)
        told = [*recorded(person, at), decided(person, at), written(person, at), shared(person, at)]
        return _marked([*told, kept(), rights(), sealed()], person.subject, at)


def _marked(found: list[Section], person: str, at: Any) -> list[Section]:
    """The sections, with the objections that are open against what they say."""
    said: dict[str, list[str]] = {}
    for one in queries.open_objections_of_all([person]).get(person, []):
        words = _("You object to this ({what}, {when}). It is being looked at.")
        what = words.format(what=label("objection_about", one.about), when=at(one.made_at))
        said.setdefault(MARKS.get(one.about, "shared"), []).append(what)
    return [
        Section(code=one.code, title=one.title, lines=one.lines, empty=one.empty, intro=one.intro,
                objections=tuple(said.get(one.code, ())))
        for one in found
    ]  # fmt: skip


@allow(*DESK)
@require_GET
def paper(request: HttpRequest, person_id: str) -> HttpResponse:
    """The same on paper, to take along. Conflict: people.erased."""
    return _printed(request, [_person(person_id)])


@allow(*DESK)
@require_GET
def family(request: HttpRequest, group_id: str) -> HttpResponse:
    """The members of a group, each with their own read-back: who is grown up hears theirs alone."""
    found = queries.group(group_id)
    members = [one for one in found.members if not one.voided and not one.erased]
    record_look(request, "group", group_id)
    objections = queries.open_objections_of_all([one.subject for one in members])
    context = {
        "group": found.group,
        "rows": [{"person": one, "objections": len(objections.get(one.subject, []))} for one in members],
    }
    return render(request, "border_post/read_back_family.html", context)


@allow(*DESK)
@require_GET
def family_paper(request: HttpRequest, group_id: str) -> HttpResponse:
    """A sheet for each member, each beginning on a page of its own."""
    return _printed(request, [one for one in queries.group(group_id).members if not one.voided and not one.erased])


def _printed(request: HttpRequest, people: list[Any]) -> HttpResponse:
    subjects = [one.subject for one in people]
    record_look(request, "read_back", subjects)
    record_print(request, "read_back", number=len(people), about=subjects)
    post = post_of(officer(request))
    language = language_for(request, people[0]) if people else "en"
    sheets = [(one, sections_in(language, one, post)) for one in people]
    answer = HttpResponse(read_back_paper(language, post, sheets), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="read-back.pdf"'
    return answer
