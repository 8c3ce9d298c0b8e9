"""The tables of this room, as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Label `cases_room`: the desk beside it has the shorter one."""

    name = "safeconduct.domains.cases"
    label = "cases_room"
