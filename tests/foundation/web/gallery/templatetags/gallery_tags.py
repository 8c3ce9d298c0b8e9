"""A dict's value by a key with spaces, for the words of the gallery."""

from django import template

register = template.Library()


@register.filter
def get(words: dict[str, str], key: str) -> str:
    from tests.foundation.web.gallery.pages import word

    return word(key)
