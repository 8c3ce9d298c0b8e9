"""Form fields that every desk uses: text under the rules of `kernel/text`, and a code found by typing its name."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.problems import Refused
from safeconduct.kernel.text import LIMIT, Kind, clean_text

FormClass = TypeVar("FormClass", bound=type[forms.BaseForm])
# (what was typed, active language) -> code, or None when the list does not have it.
Resolver = Callable[[str, str], str | None]


class SharedFields(dict[str, forms.Field]):
    """Fields that every form of a class has in common: a copy has the same ones."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


def share_fields(form_class: FormClass) -> FormClass:
    """For forms that change no field after it was declared: Django would copy each of them for every form anew.

    Classes made from this one are copied as usual.
    """
    form_class.base_fields = SharedFields(form_class.base_fields)  # type: ignore[attr-defined]
    return form_class


class CleanField(forms.CharField):
    """Text that `kernel/text` accepts. Its value is the text as given, trimmed: the rules store and keep both forms."""

    def __init__(self, *, kind: Kind = "free", limit: int = LIMIT, **options: Any) -> None:
        if kind == "note":
            options.setdefault("widget", forms.Textarea)
        super().__init__(strip=True, **options)
        self.kind = kind
        self.limit = limit

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return clean_text(text, kind=self.kind, limit=self.limit).original
        except Refused as refused:
            raise ValidationError(sentence_of(refused.code, refused.details), code=refused.code) from None


class TypeaheadInput(forms.TextInput):
    """The text field and its hidden `<name>_code`. Whoever has no script sends the text alone."""

    kind = "typeahead"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(f"{name}_code") or data.get(name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_code" not in data


class CodeField(forms.CharField):
    """A code of a list, given by code or by name in any language. `resolve` knows the list, `name_of` its words."""

    widget = TypeaheadInput

    def __init__(
        self, *, resolve: Resolver, name_of: Callable[[str], str] = str, url: str = "", **options: Any
    ) -> None:
        super().__init__(strip=True, **options)
        self.resolve = resolve
        self.name_of = name_of
        if url:
            self.widget.attrs["data-typeahead"] = url

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        code = self.resolve(text, get_language() or "en")
        if code is None:
            raise ValidationError(sentence_of("web.code_unknown", {"value": text}), code="web.code_unknown")
        return code


class LookupInput(forms.TextInput):
    """The text field and its hidden `<name>_code`, which counts as long as the text is the name of the code."""

    kind = "lookup"

    def __init__(self, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self.name_of = name_of

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        code, text = data.get(f"{name}_code"), data.get(name)
        # Who changes the words without script leaves an old code behind.
        return code if code and text is not None and self.name_of(code) == text.strip() else text


class LookupField(CleanField):
    """Words, or a code that the node finds by them: the value is the code where one was chosen or typed.

    `name_of` gives a code's name and any other text as it is; `code_of` the code that a text spells, or "";
    `url_of` where the node is asked, or "" when there is no list to choose from.
    """

    def __init__(
        self,
        *,
        name_of: Callable[[str], str],
        code_of: Callable[[str], str],
        url_of: Callable[[], str],
        **options: Any,
    ) -> None:
        super().__init__(widget=LookupInput(name_of), **options)
        self.name_of, self.code_of, self.url_of = name_of, code_of, url_of

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return self.code_of(text) or text
