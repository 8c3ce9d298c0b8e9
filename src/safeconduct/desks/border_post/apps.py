"""The border post, as a Django app (for its templates)."""

from django.apps import AppConfig


class BorderPostConfig(AppConfig):
    """Label `border_post`."""

    name = "safeconduct.desks.border_post"
    label = "border_post"
