"""Parts of pages that are drawn once: in each language, for what they are drawn from, never with a person in them."""

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from safeconduct.foundation.web import keeping
from safeconduct.foundation.web.inputs import CleanField, share_fields
from safeconduct.foundation.web.labels import choices


@share_fields
class Visit(forms.Form):
    """A form as the desks have them."""

    name = CleanField(label="Name", kind="name", required=False)
    sex = forms.ChoiceField(choices=[("F", "F"), ("M", "M")], required=False)
    direction = forms.ChoiceField(choices=choices("direction"), required=False)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_kept", {})


def draw(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load fields shell_tags i18n %}" + source).render(context)


def is_kept(text: str) -> bool:
    return any(text in part for part in keeping._kept.values())


def test_a_part_is_drawn_once_for_what_it_is_drawn_from() -> None:
    source = '{% kept "greeting" name %}<b>{{ name }} {{ other }}</b>{% endkept %}'
    assert draw(source, name="one", other=1) == draw(source, name="one", other=2) == "<b>one 1</b>"
    assert draw(source, name="two", other=2) == "<b>two 2</b>"
    assert draw(source, name=["a list"], other=3) == "<b>[&#x27;a list&#x27;] 3</b>"
    assert draw(source, name=["a list"], other=4) == "<b>[&#x27;a list&#x27;] 4</b>"


def test_each_language_has_its_own() -> None:
    source = '{% kept "words" %}{% translate "Close" %}{% endkept %}{% field form.direction kind="select" %}'
    drawn = {}
    for language in ("en", "fr", "ar", "en"):
        with translation.override(language):
            drawn.setdefault(language, draw(source, form=Visit()))
            assert drawn[language] == draw(source, form=Visit())
    assert len(set(drawn.values())) == 3


def test_fields_show_what_is_said_now_and_nothing_typed_is_kept() -> None:
    source = "{% field form.name %}{% field form.sex kind='segments' %}"
    empty = draw(source, form=Visit())
    assert draw(source, form=Visit()) == empty
    assert 'value="Amina"' in draw(source, form=Visit(initial={"name": "Amina", "sex": "F"}))
    assert draw(source, form=Visit()) == empty
    assert 'value="Layla"' in draw(source, form=Visit({"name": "Layla", "sex": "M"}))
    wrong = draw(source, form=Visit({"name": "Omar\u202e", "sex": "Q: Omar"}))
    assert wrong.count("field-error") == 2
    for typed in ("Amina", "Layla", "Omar"):
        assert not is_kept(typed)
    assert is_kept('value="F"')


def test_options_of_the_tag_are_told_apart() -> None:
    form = Visit()
    assert "data-focus" in draw("{% field form.name data_focus=True %}", form=form)
    assert "data-focus" not in draw("{% field form.name %}", form=form)
    assert 'max="7"' in draw('{% plain_field "n" label="N" kind="number" value="3" max=7 %}')
    assert 'max="8"' in draw('{% plain_field "n" label="N" kind="number" value="3" max=8 %}')


def test_a_list_of_people_to_choose_from_is_not_kept() -> None:
    people = [("1", "Amina Haddad")]
    assert "Amina Haddad" in draw('{% plain_field "who" label="Who" kind="select" choices=people %}', people=people)
    assert not is_kept("Amina Haddad")


def test_forms_share_fields_and_a_class_made_from_one_has_its_own() -> None:
    class Longer(Visit):
        """Changes a field of its own."""

        def __init__(self) -> None:
            super().__init__()
            self.fields["name"].label = "Another"

    assert Visit().fields["name"] is Visit().fields["name"]
    assert Longer().fields["name"] is not Visit().fields["name"]
    assert Visit().fields["name"].label == "Name"
    form = Visit()
    del form.fields["sex"]
    assert "sex" in Visit().fields


def test_it_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_KEPT", 10)
    for number in range(25):
        assert draw('{% kept "n" number %}{{ number }}{% endkept %}', number=number) == str(number)
    assert len(keeping._kept) <= 10
