"""The forms of the registration pages: a group, a member. What they accept is decided by the rooms' rules."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeconduct.desks.border_post.code_fields import language_field, place_field, state_field
from safeconduct.domains.people.commands import BirthDateGiven
from safeconduct.domains.people.rules import day_of_reading
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.inputs import CleanField, share_fields
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.science.calendars import BirthDate, BirthDateError, parse_birth_date

SEXES = [(code, code if code != "unknown" else "?") for code in ("F", "M", "X", "unknown")]
BANDS = ("0-4", "5-11", "12-17", "18-59", "60+")
COMPOSITION = [(f"{sex}/{band}", sex, band) for sex in ("F", "M") for band in BANDS]


COUNTED = {
    f"n-{name}": forms.IntegerField(label=band, min_value=0, max_value=60, required=False)
    for name, _sex, band in COMPOSITION
}
_BLANK: list[tuple[str, Any]] = [("", "")]


@share_fields
class GroupForm(forms.Form):
    """Level 1: who speaks for the group (or nobody), how many, from where, and what they need now."""

    size = forms.IntegerField(label=_("People"), min_value=1, max_value=60, initial=1)
    given_names = CleanField(label=_("Given names of the focal point"), kind="name", required=False)
    family_name = CleanField(label=_("Family name"), kind="name", required=False)
    name_native = CleanField(label=_("Name as written"), kind="name", required=False)
    nationality = state_field(_("Nationality"))
    language = language_field(_("Language"))
    origin = place_field(_("From"))
    destination = place_field(_("To"))
    transport = forms.ChoiceField(label=_("Transport"), required=False, choices=choices("transport"))
    direction = forms.ChoiceField(label=_("Direction"), initial="entry", choices=choices("direction"))
    needs = forms.MultipleChoiceField(
        label=_("Needs now"), required=False, widget=forms.CheckboxSelectMultiple, choices=choices("need")
    )
    child_alone = forms.BooleanField(label=_("A child is here alone or without its parents"), required=False)
    note = CleanField(label=_("Remark"), kind="note", required=False)

    vars().update(COUNTED)  # their names are none of Python's

    def composition(self) -> dict[str, int]:
        """What was counted in the group, by sex and age band."""
        return {name: self.cleaned_data[f"n-{name}"] for name, _, _ in COMPOSITION if self.cleaned_data[f"n-{name}"]}

    def clean(self) -> dict[str, Any]:
        """The parts of a group are not more than the whole."""
        data = super().clean() or self.cleaned_data
        counted = sum(data.get(f"n-{name}") or 0 for name, _, _ in COMPOSITION)
        if data.get("size") and counted > data["size"]:
            self.add_error("size", _("The ages add up to more people than the group has. Correct one of them."))
        return data


class BirthField(CleanField):
    """A birth date of any precision, in the calendar chosen beside it; its value is a `BirthDateGiven`."""

    calendars = choices("calendar")

    def __init__(self, **options: Any) -> None:
        super().__init__(kind="code", required=False, **options)


@share_fields
class MemberForm(forms.Form):
    """Levels 2 and 3: one member. Nothing is required: nobody is blocked for want of an answer."""

    given_names = CleanField(label=_("Given names"), kind="name", required=False)
    family_name = CleanField(label=_("Family name"), kind="name", required=False)
    name_native = CleanField(label=_("Name as written"), kind="name", required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=SEXES, initial="unknown", widget=forms.RadioSelect)
    born = BirthField(label=_("Born"), help_text=_("day, month or year; or ~34"))
    nationality = state_field(_("Nationality"))
    relation = forms.ChoiceField(
        label=_("Relation to focal point"), required=False, choices=_BLANK + choices("relation")
    )
    document_type = forms.ChoiceField(label=_("Document"), required=False, choices=_BLANK + choices("document_type"))
    document_number = CleanField(label=_("Number"), kind="code", required=False)
    document_issuer = state_field(_("Issued by"))
    document_expiry = CleanField(label=_("Expires"), kind="code", required=False)
    document_condition = forms.ChoiceField(
        label=_("Shown as"), required=False, initial="original", choices=choices("document_condition")
    )
    read_by = forms.CharField(required=False, widget=forms.HiddenInput, initial="typed")
    language = language_field(_("Language"))
    interpreter_needed = forms.BooleanField(label=_("Interpreter needed"), required=False)
    origin = place_field(_("From"))
    destination = place_field(_("To"))
    purpose = forms.ChoiceField(label=_("Purpose of travel"), required=False, choices=_BLANK + choices("purpose"))
    onward_contact = CleanField(label=_("Contact onward"), kind="free", required=False)
    needs = forms.MultipleChoiceField(
        label=_("Needs now"), required=False, widget=forms.CheckboxSelectMultiple, choices=choices("need")
    )

    def clean(self) -> dict[str, Any]:
        """Read the birth date in its calendar; a date nobody can read stays beside its field."""
        data = super().clean() or self.cleaned_data
        text = data.get("born", "")
        calendar: Any = self.data.get("born_calendar") or "gregorian"  # checked by the parser
        try:
            today = day_of_reading(timezone.localdate(ledger().clock.now()))
            data["birth"] = given(parse_birth_date(text, calendar=calendar, today=today))
        except BirthDateError as error:
            self.add_error("born", sentence_of(error.code, error.details))
        except ValueError:
            self.add_error("born", sentence_of("birth_date_unreadable"))
        return data


def given(birth: BirthDate) -> BirthDateGiven:
    """The command's form of a birth date."""
    kind = "unknown" if birth.is_unknown else "age" if birth.age is not None else "date"
    return BirthDateGiven(
        kind=kind,
        calendar=birth.calendar,
        year=birth.year,
        month=birth.month,
        day=birth.day,
        estimated=birth.estimated,
        age=birth.age,
        age_unit=birth.age_unit,
        as_of=birth.as_of.isoformat() if birth.as_of else None,
        original=birth.text,
    )
