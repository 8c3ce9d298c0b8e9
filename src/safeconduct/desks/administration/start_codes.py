"""Showing a start code once, to be printed or copied by hand for its user."""

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safeconduct.desks.entrance.code_sheet import reset_sheet_pdf
from safeconduct.foundation.access import looks
from safeconduct.foundation.access.models import User


def start_code_page(request: HttpRequest, user: User, code: str) -> HttpResponse:
    """The page with the code and its sheet. The node keeps a digest only: the page cannot be shown again."""
    sheet = base64.b64encode(reset_sheet_pdf(user.display_name, user.login, code)).decode()
    looks.record_print(request, "reset", about=(user.subject,))
    context = {"one": user, "code": code, "sheet": sheet}
    return render(request, "administration/start_code.html", context)
