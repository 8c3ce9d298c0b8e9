"""Form fields with one look: label above, hint beside it, error in place.

`{% field form.given_names %}` draws a Django bound field; `{% plain_field "plate" label=... %}` draws one without a
form. Both end in `web/form_field.html`, whose context is a `FieldView`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.translation import get_language

from safeconduct.foundation.web.inputs import LookupField

register = template.Library()

KINDS = (
    "text", "number", "stepper", "select", "segments", "radios", "checkboxes", "checkbox",
    "birth", "date", "datetime", "typeahead", "lookup", "textarea", "mrz", "password", "file", "hidden",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool = False
    disabled: bool = False

    @property
    def letter(self) -> str:
        """The key that chooses it: its first sign when that is one key, as in F, M, X, ?."""
        return self.label[:1].upper() if len(self.label) == 1 else ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """What `web/form_field.html` draws. `attrs` go to the input as they are, `extra` to the template."""

    name: str
    label: str
    kind: str = "text"
    id: str = ""
    value: str = ""
    hint: str = ""
    errors: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    required: bool = False
    disabled: bool = False
    wide: str = ""
    attrs: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def error_id(self) -> str:
        return f"{self.id}-error" if self.errors else ""

    @property
    def hint_id(self) -> str:
        return f"{self.id}-hint" if self.hint else ""

    @property
    def described_by(self) -> str:
        return " ".join(part for part in (self.error_id, self.hint_id) if part)


@register.inclusion_tag("web/form_field.html", name="field")
def form_field(bound: BoundField, kind: str = "", **options: Any) -> dict[str, Any]:
    """Draw a bound field. Options: hint, label, wide ("wide", "double"), optional=True, and any input attribute
    with `_` for `-` (inputmode="numeric", autocomplete="off", data_typeahead="/codes/country.json")."""
    return {"f": view_of(bound, kind, options)}


@register.inclusion_tag("web/form_field.html")
def plain_field(name: str, **options: Any) -> dict[str, Any]:
    """Draw a field that no form object describes: label, kind, value, hint, errors, choices [(value, label)]."""
    choices = options.pop("choices", ())
    value = options.pop("value", "")
    view = FieldView(
        name=name,
        id=options.pop("id", f"id_{name}"),
        label=options.pop("label", ""),
        kind=options.pop("kind", "text"),
        value="" if value is None else str(value),
        errors=options.pop("errors", ()) or (),
        choices=_choices(choices, [str(value)] if not isinstance(value, list | tuple | set) else map(str, value)),
    )
    return {"f": with_options(view, options)}


def view_of(bound: BoundField, kind: str, options: dict[str, Any]) -> FieldView:
    widget = bound.field.widget
    value = bound.value()
    chosen = value if isinstance(value, list | tuple | set) else ["" if value is None else value]
    view = FieldView(
        name=bound.html_name,
        id=bound.auto_id or f"id_{bound.html_name}",
        label=str(bound.label or ""),
        kind=kind or kind_of(widget),
        value="" if value is None or isinstance(value, list | tuple | set) else str(bound.field.prepare_value(value)),
        hint=str(bound.help_text or ""),
        errors=[str(error) for error in bound.errors],
        choices=_choices(getattr(bound.field, "choices", ()) or (), map(str, chosen)),
        required=bound.field.required,
        disabled=bound.field.disabled,
        attrs={name: value for name, value in widget.attrs.items() if name not in NOT_KEPT},
    )
    return with_options(replace(view, extra=extra_of(bound, view)), options)


def extra_of(bound: BoundField, view: FieldView) -> dict[str, Any]:
    """What some kinds need besides: the calendars of a birth date, code and name of a code, where a list is asked."""
    if view.kind == "birth":
        return {"calendars": getattr(bound.field, "calendars", ()) or ()}
    name_of = getattr(bound.field, "name_of", None)
    if view.kind == "typeahead" and name_of and view.value:
        resolve = bound.field.resolve  # type: ignore[attr-defined]
        code = resolve(view.value, get_language() or "en")
        return {"code": code or "", "text": name_of(code) if code else view.value}
    if view.kind == "lookup" and isinstance(bound.field, LookupField):
        text = bound.field.name_of(view.value)
        code = view.value if text != view.value else ""
        return {"code": code, "text": text, "lookup": bound.field.url_of()}
    return {}


def with_options(view: FieldView, options: dict[str, Any]) -> FieldView:
    named = {name: options.pop(name) for name in ("hint", "label", "wide", "required", "disabled") if name in options}
    extra = {name: options.pop(name) for name in EXTRAS if name in options}
    attrs = {name.replace("_", "-"): value for name, value in options.items() if value is not None}
    return replace(view, **named, attrs={**view.attrs, **attrs}, extra={**view.extra, **extra})


EXTRAS = ("optional", "calendars", "calendar", "code", "stacked", "short", "direction", "language", "css", "text")

# Django's own sizes of a textarea would fight the stylesheet.
NOT_KEPT = ("class", "id", "cols", "rows")

WIDGET_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.SelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.NumberInput, "number"),
    (forms.FileInput, "file"),
    (forms.HiddenInput, "hidden"),
)


def kind_of(widget: forms.Widget) -> str:
    """The kind that suits a widget; a widget may say its own as `kind`."""
    own = getattr(widget, "kind", "")
    return own or next((kind for type_, kind in WIDGET_KINDS if isinstance(widget, type_)), "text")


def _choices(pairs: Iterable[Any], chosen: Iterable[str]) -> list[Choice]:
    taken = set(chosen)
    return [Choice(str(value), str(word), str(value) in taken) for value, word in pairs]
