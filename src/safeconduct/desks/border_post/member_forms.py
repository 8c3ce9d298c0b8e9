"""Forms of one person's page: correcting fields with a reason, adding a document. Rules say what is accepted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeconduct.desks.border_post.code_fields import state_field
from safeconduct.desks.border_post.forms import MemberForm
from safeconduct.foundation.web.inputs import CleanField
from safeconduct.foundation.web.labels import choices

# In the order of the page. Documents, photo and group have their own buttons.
FIELDS = (
    "given_names", "family_name", "name_native", "sex", "born", "nationality", "relation", "needs",
    "language", "interpreter_needed", "origin", "destination", "purpose", "onward_contact",
)  # fmt: skip
FULL = ("purpose", "onward_contact")  # what makes a registration level 3
NAME_OF = {"born": "birth"}  # the form's name of a field -> the command's


class CorrectionForm(MemberForm):
    """All plain fields of a person as they stand, a reason, and which contested values are settled."""

    reason = CleanField(label=_("Why is this changed?"), kind="note", required=True)
    settles = forms.MultipleChoiceField(required=False, choices=[(name, name) for name in FIELDS])

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in list(self.fields):
            if name not in (*FIELDS, "reason", "settles"):
                del self.fields[name]
        self.fields["reason"].error_messages["required"] = _("Say in a few words why this is changed.")

    def changes(self) -> dict[str, Any]:
        """What this form sets: fields changed by hand, and those said to be right as they stand."""
        data = self.cleaned_data
        touched = [name for name in FIELDS if name in self.changed_data or name in data["settles"]]
        if "born" not in touched and self._calendar_changed():
            touched.append("born")
        return {NAME_OF.get(name, name): data[NAME_OF.get(name, name)] for name in touched}

    def _calendar_changed(self) -> bool:
        before = self.initial.get("born_calendar", "gregorian")
        return bool(self.cleaned_data["born"]) and self.data.get("born_calendar", before) != before

    def level(self, standing: int) -> int | None:
        """The level the person reaches with these changes; None where it stays."""
        full = any(self.cleaned_data.get(name) for name in FULL)
        reached = max(standing, 3 if full else 2)
        return reached if reached > standing else None


class DocumentForm(forms.Form):
    """A further document of a person."""

    document_type = forms.ChoiceField(label=_("Document"))
    document_number = CleanField(label=_("Number"), kind="code", required=False)
    document_issuer = state_field(_("Issued by"))
    document_expiry = CleanField(label=_("Expires"), kind="code", required=False, help_text=_("such as 2031-05-14"))
    document_condition = forms.ChoiceField(label=_("Shown as"), widget=forms.RadioSelect, initial="original")
    read_by = forms.CharField(required=False, widget=forms.HiddenInput, initial="typed")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        kinds = [pair for pair in choices("document_type") if pair[0] != "none"]
        self._choose("document_type", kinds)
        self._choose("document_condition", choices("document_condition"))

    def _choose(self, name: str, pairs: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # a declaration above
        field.choices = pairs


def standing_values(person: Any, needs: list[str]) -> dict[str, Any]:
    """A person's fields as the correction form begins."""
    birth = person.birth_date
    return {
        **{name: getattr(person, name) for name in FIELDS if hasattr(person, name)},
        "origin": person.origin_shown,
        "destination": person.destination_shown,
        "born": birth.text or person.birth_shown,
        "born_calendar": birth.calendar,
        "needs": needs,
    }
