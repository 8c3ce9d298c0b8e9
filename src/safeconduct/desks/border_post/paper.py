"""Keying in a paper form later: its serial opens the page, the fields stand in the paper's order, one act saves all.

A form keyed in before shows its group instead: nobody is counted twice.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.border_post import form_words
from safeconduct.desks.border_post.around import post_of
from safeconduct.desks.border_post.arrivals import Arrival, Member, arrival_commands, group_of, local_moment
from safeconduct.desks.border_post.code_fields import place_field, resolve_state
from safeconduct.desks.border_post.import_columns import read_clock
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.dispatch import receipt_of, submit
from safeconduct.foundation.documents.registration_form import MEMBERS_PER_FORM
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.inputs import CleanField, CodeField
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem, Refused
from safeconduct.kernel.tokens import FormCode, is_code, read_code, read_form_serial, read_token
from safeconduct.science.calendars import BirthDate, BirthDateError, parse_birth_date

DESK = (BORDER_OFFICER, POST_SUPERVISOR)


class LettersField(forms.CharField):
    """The letters ticked on the paper, such as `DW`; its value is the codes they stand for."""

    def __init__(self, letters: dict[str, str], **options: Any) -> None:
        super().__init__(required=False, **options)
        self.letters = letters

    def clean(self, value: Any) -> Any:
        text = "".join(super().clean(value).upper().split()).replace(",", "")
        if unknown := [letter for letter in text if letter not in self.letters]:
            raise forms.ValidationError(
                sentence_of("paper.unknown_letter", {"letter": unknown[0], "allowed": " ".join(self.letters)})
            )
        return tuple(dict.fromkeys(self.letters[letter] for letter in text))


class HeadForm(forms.Form):
    """The upper part of the form, in its order."""

    token = CleanField(label=_("Token"), kind="code", required=False)
    arrived_on = forms.DateField(label=_("Arrival date"))
    arrived_at = forms.CharField(label=_("Time"), max_length=5)
    direction = forms.ChoiceField(label=_("Direction"), choices=choices("direction"), initial="entry")
    origin = place_field(_("From"))
    destination = place_field(_("To"))
    transport = forms.ChoiceField(label=_("Transport"), required=False)
    needs = LettersField(form_words.NEEDS, label=_("Needs now"))
    note = CleanField(label=_("Remarks"), kind="free", required=False)
    size = forms.IntegerField(label=_("People"), min_value=1, max_value=60, required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        transport = self.fields["transport"]
        assert isinstance(transport, forms.ChoiceField)  # declared above
        transport.choices = [("", ""), *choices("transport", code_list("transport_modes"))]

    def clean_arrived_at(self) -> tuple[int, int]:
        """Hour and minute."""
        try:
            return read_clock(self.cleaned_data["arrived_at"])
        except Refused as problem:
            raise forms.ValidationError(sentence_of(problem.code)) from None

    def clean_token(self) -> str:
        """A token in its printed shape, or nothing."""
        if not self.cleaned_data["token"]:
            return ""
        try:
            return read_token(self.cleaned_data["token"]).text
        except Refused as problem:
            raise forms.ValidationError(sentence_of(problem.code, problem.details)) from None


class LineForm(forms.Form):
    """One line of the table of members, in its order. An empty line is nobody."""

    given_names = CleanField(label=_("Given names"), kind="name", required=False)
    family_name = CleanField(label=_("Family name"), kind="name", required=False)
    name_native = CleanField(label=_("Name as written"), kind="name", required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    born = CleanField(label=_("Born, or age"), kind="code", required=False)
    nationality = CodeField(label=_("Nationality"), required=False, resolve=resolve_state)
    relation = forms.ChoiceField(label=_("Relation"), required=False)
    document_type = forms.ChoiceField(label=_("Document"), required=False)
    document_number = CleanField(label=_("Number"), kind="code", required=False)
    needs = LettersField(form_words.NEEDS, label=_("Needs now"))

    def __init__(self, *arguments: Any, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.today = today
        for name, offered in (
            ("sex", [(code, letter) for letter, code in form_words.SEXES.items()]),
            ("relation", choices("relation", code_list("relations"))),
            ("document_type", choices("document_type", form_words.DOCUMENTS.values())),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # declared above
            field.choices = [("", ""), *offered]
        for name, field in self.fields.items():
            field.widget.attrs |= {
                "aria-label": field.label,
                "class": "select" if hasattr(field, "choices") else "input",
            }
            field.widget.attrs |= {"autocomplete": "off", "dir": "auto"} if name != "needs" else {"autocomplete": "off"}

    def clean_born(self) -> BirthDate:
        """A date of any precision, or an age; a bare number is an age, for which the paper has its own boxes."""
        text = self.cleaned_data["born"]
        try:
            aged = f"{text}y" if text.isdecimal() and len(text) <= 3 else text
            return parse_birth_date(aged, calendar="gregorian", today=self.today)
        except BirthDateError as error:
            raise forms.ValidationError(sentence_of(error.code, error.details)) from None

    def member(self) -> Member:
        """The person of this line."""
        data = {name: self.cleaned_data[name] for name in self.fields if name != "born"}
        return Member(birth=self.cleaned_data["born"], **{**data, "sex": data["sex"] or "unknown"})


@allow(*DESK)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Scan or type the serial; a readable one leads to its page."""
    given = request.GET.get("serial", "").strip()
    errors: list[tuple[str, str]] = []
    if given:
        try:
            return HttpResponseRedirect(reverse("post:paper_form", args=[_read_serial(given)]))
        except Refused as problem:
            errors = [("id_serial", sentence_of(problem.code, problem.details))]
    saved = request.GET.get("saved", "")
    context = {"errors": errors, "given": given, "saved": _saved(saved), "post": post_of(officer(request))}
    return render(request, "border_post/paper.html", context, status=422 if errors else 200)


def _read_serial(text: str) -> str:
    """Refused: what kernel.tokens refuses, and paper.not_a_form for the code of a slip."""
    if not is_code(text):
        return read_form_serial(text).text
    code = read_code(text)
    if not isinstance(code, FormCode):
        raise Refused("paper.not_a_form")
    return code.serial.text


def _saved(group: str) -> Any:
    found = crossings.crossings_of_group(group) if group else []
    return found[0] if found else None


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, serial: str) -> HttpResponse:
    """The blank page of one form, or the group that was keyed in from it."""
    serial = read_form_serial(serial).text
    post = post_of(officer(request))
    earlier = people.group_of_form(serial)
    if earlier is not None and not _is_repeated(request):
        return _keyed_before(request, serial, earlier.subject)
    local = places.local_time(post, ledger().clock.now())
    head = HeadForm(request.POST or None, initial={"arrived_on": local.date().isoformat(), "direction": "entry"})
    today = _day(request) or local.date()
    lines = [
        LineForm(
            request.POST or None, prefix=f"m{number}", today=today, empty_permitted=True, use_required_attribute=False
        )
        for number in range(1, MEMBERS_PER_FORM + 1)
    ]
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        filled = [line for line in lines if line.has_changed()]
        wrong = [line for line in filled if not line.is_valid()]
        if head.is_valid() and not wrong:
            try:
                return _save(request, post, serial, head, [line.member() for line in filled])
            except Problem as problem:
                errors = [_beside(problem)]
        errors += _line_errors(lines)
    context = {"serial": serial, "form": head, "lines": lines, "errors": errors, "command_id": new_id(),
               "need_letters": _key("need", form_words.NEEDS)}  # fmt: skip
    return render(request, "border_post/paper_form.html", context, status=422 if errors or head.errors else 200)


def _is_repeated(request: HttpRequest) -> bool:
    """The same form sent again is the same act: it gets its receipt, not a refusal."""
    return request.method == "POST" and receipt_of(request.POST.get("command_id", "")) is not None


def _keyed_before(request: HttpRequest, serial: str, group: str) -> HttpResponse:
    record_look(request, "group", group, "border_control")
    found = people.group(group)
    context = {"serial": serial, "found": found, "crossing": _saved(group)}
    return render(request, "border_post/paper_keyed.html", context, status=409 if request.method == "POST" else 200)


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("arrived_on", ""))
    except ValueError:
        return None


def _save(request: HttpRequest, post: str, serial: str, head: HeadForm, members: list[Member]) -> HttpResponse:
    data = head.cleaned_data
    day: date = data["arrived_on"]
    at: datetime = local_moment(post, day, *data["arrived_at"])
    act = act_of(request, happened_at=at)
    group = group_of(act.id)
    if receipt_of(act.id) is None:
        _check_not_registered_by_token(post, day, data["token"])
        if not members and not data["size"]:
            raise Refused("paper.nobody")
        arrival = Arrival(
            size=max(data["size"] or 0, len(members)),
            direction=data["direction"],
            members=tuple(members),
            form_serial=serial,
            known_token=data["token"],
            origin=data["origin"],
            destination=data["destination"],
            transport=data["transport"],
            needs=data["needs"],
            note=data["note"],
            is_admitted=request.POST.get("then") != "queue",
        )
        submit(act, *arrival_commands(arrival, act_id=act.id, post=post, day=day))
    return HttpResponseRedirect(f"{reverse('post:paper')}?saved={group}")


def _check_not_registered_by_token(post: str, day: date, token: str) -> None:
    """A form that carries a token of that day speaks of people who stand in the list already."""
    known = crossings.crossing_by_token(token, day) if token else None
    if known is not None and known.post == post and not known.voided:
        raise Refused("paper.token_known", token=known.token, field="token")


def _beside(problem: Problem) -> tuple[str, str]:
    field = str(problem.details.get("field", ""))
    return (f"id_{field}" if field in HeadForm.base_fields else "", sentence_of(problem.code, problem.details))


def _line_errors(lines: list[LineForm]) -> list[tuple[str, str]]:
    return [
        (str(line[name].auto_id), f"{place}: {line.fields[name].label}: {sentence}")
        for place, line in enumerate(lines, start=1)
        for name, sentences in (line.errors.items() if line.has_changed() else ())
        for sentence in sentences
    ]


def _key(code_list_name: str, letters: dict[str, str]) -> list[tuple[str, Any]]:
    words = dict(choices(code_list_name))
    return [(letter, words[code]) for letter, code in letters.items()]
