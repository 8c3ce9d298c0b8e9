"""The tables of the room of people, as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Label `people`."""

    name = "safeconduct.domains.people"
    label = "people"
