"""A child alone at the post: what the officer is told of it, and a way to say it. Nobody is parted here."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.commands import CorrectCrossing
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.ids import new_id
from safeconduct.reactions.child_notices import can_tell, told_of_crossing


def child_told(crossing: Any) -> dict[str, Any]:
    """How many children of this crossing child protection is told of, and whether an agency is there to be told."""
    if crossing is None or crossing.voided:
        return {"children_told": 0}
    told = told_of_crossing(crossing, crossing.arrived_at)
    return {
        "children_told": sum(one.get("children", 1) for one in told),
        "can_tell": can_tell() if told else True,
        "tell_id": "" if crossing.has_child_alone else new_id(),
        "tell_seen": "" if crossing.has_child_alone else seen_field([crossing.subject]),
    }


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_POST
def say(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """A child is here alone, or without its parents: child protection is told at once."""
    crossing = crossings.crossing(crossing_id)
    act = act_of(request, seen=seen_from(request, crossing_id))
    reason = _("a child is alone")
    submit(act, CorrectCrossing(crossing=crossing_id, changes={"has_child_alone": True}, reason=reason))
    where = reverse("post:group", args=[crossing.group]) if crossing.group else reverse("post:register")
    return HttpResponseRedirect(where)
