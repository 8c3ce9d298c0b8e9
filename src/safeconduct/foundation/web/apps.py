"""The Django application of the shared pages: static files, templates and template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "safeconduct.foundation.web"
    label = "web"
