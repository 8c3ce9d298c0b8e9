"""Who receives complaints of misconduct: named by oversight, not by those who may be complained of."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.domains.accountability import queries
from safeconduct.domains.accountability.commands import NameFocalPoint
from safeconduct.domains.accountability.rules import focal_point_subject
from safeconduct.foundation.access.roles import OVERSIGHT
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

FIELDS = ("name", "phone", "email", "hours")


@allow(OVERSIGHT)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """One record: name, number, and when they answer."""
    subject, errors = focal_point_subject(), []
    standing = queries.focal_point()
    values = {name: getattr(standing, name, "") for name in FIELDS}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in FIELDS}
        try:
            submit(act_of(request, purpose=OVERSIGHT, seen=seen_from(request, subject)), NameFocalPoint(**values))
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'name')}", sentence_of(problem.code, problem.details))]
        else:
            messages.success(request, _("Named. It stands at every desk of this node."))
            return HttpResponseRedirect(reverse("oversight:focal_point"))
    context = {"values": values, "is_named": standing is not None, "seen": seen_field([subject]),
               "command_id": new_id(), "errors": errors}  # fmt: skip
    return render(request, "oversight/focal_point.html", context, status=422 if errors else 200)
