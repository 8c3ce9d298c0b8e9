"""Form fields with one look: label above, hint beside it, error in place.

`{% field form.given_names %}` draws a Django bound field; `{% plain_field "plate" label=... %}` draws one without a
form. Both end in `web/form_field.html`, whose context is a `FieldView`.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from safeconduct.foundation.web.inputs import LookupField, SharedFields
from safeconduct.foundation.web.keeping import kept

register = template.Library()

KINDS = (
    "text", "number", "stepper", "select", "segments", "radios", "checkboxes", "checkbox",
    "birth", "date", "datetime", "typeahead", "lookup", "textarea", "mrz", "password", "file", "hidden",
)  # fmt: skip
NUMBERS = frozenset({"number", "stepper", "checkbox"})


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
    def is_impersonal(self) -> bool:
        """Whether it shows nothing about a person: it is empty, a number or a code. Choices may be people's names."""
        is_said = self.value and self.kind not in NUMBERS and not self.extra.get("code")
        return not (self.errors or self.choices or is_said)

    @property
    def error_id(self) -> str:
        return f"{self.id}-error" if self.errors else ""

    @property
    def hint_id(self) -> str:
        return f"{self.id}-hint" if self.hint else ""

    @property
    def described_by(self) -> str:
        return " ".join(part for part in (self.error_id, self.hint_id) if part)


@register.simple_tag(name="field", takes_context=True)
def form_field(context: template.Context, bound: BoundField, kind: str = "", **options: Any) -> SafeString:
    """Draw a bound field. Options: hint, label, wide ("wide", "double"), optional=True, and any input attribute
    with `_` for `-` (inputmode="numeric", autocomplete="off", data_typeahead="/codes/country.json")."""

    def view() -> FieldView:
        return view_of(bound, kind, dict(options))

    key = _key_of(bound, kind, options)
    return drawn(context, view()) if key is None else kept(key, lambda: _drawn(context, view()))


def _key_of(bound: BoundField, kind: str, options: dict[str, Any]) -> Hashable | None:
    """What a field is drawn from, where that is soon said: one that all forms of its class share, so that its choices
    are words of a list, and in which nothing was typed. None for any other."""
    fields = getattr(bound.form, "base_fields", None)
    if not isinstance(fields, SharedFields) or fields.get(bound.name) is not bound.field or bound.errors:
        return None
    value = bound.value()
    is_chosen = isinstance(bound.field, forms.ChoiceField | forms.BooleanField)
    if isinstance(bound.field, LookupField) or not (is_chosen or value in (None, "")):
        return None  # a lookup depends on which lists the node has
    return ("field", type(bound.form), bound.html_name, bound.auto_id, kind, repr(options), repr(value))


@register.simple_tag(takes_context=True)
def plain_field(context: template.Context, name: str, **options: Any) -> SafeString:
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
    return drawn(context, with_options(view, options))


def drawn(context: template.Context, view: FieldView) -> SafeString:
    """The field as HTML. Most fields of a fresh form are the same on every page: drawn once, they are kept."""
    return kept(("field", repr(view)), lambda: _drawn(context, view)) if view.is_impersonal else _drawn(context, view)


def _drawn(context: template.Context, view: FieldView) -> SafeString:
    engine = context.template.engine  # type: ignore[union-attr]  # there is one while it renders
    found: SafeString = engine.get_template("web/form_field.html").render(context.new({"f": view}))
    return found


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


EXTRAS = (
    "optional",
    "calendars",
    "calendar",
    "code",
    "stacked",
    "short",
    "direction",
    "language",
    "css",
    "text",
    "pictograms",
)

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
