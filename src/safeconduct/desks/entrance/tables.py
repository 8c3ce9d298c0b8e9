"""How a user arranges a table: kept for them, then back to the page. Tables of every desk come here."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from safeconduct.desks.entrance.home import wanted
from safeconduct.foundation.access.arranged_tables import rearranged
from safeconduct.foundation.access.roles import STAFF
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.web.tables import Shape, shape_named
from safeconduct.kernel.problems import NotFound


@allow(*STAFF)
@require_POST
def arrange(request: HttpRequest) -> HttpResponse:
    """Keep sort order, columns or filters of a table. NotFound: web.no_such_table."""
    shape = shape_named(request.POST.get("table", ""))
    if shape is None:
        raise NotFound("web.no_such_table")
    rearranged(request, shape)
    return HttpResponseRedirect(_back(request, shape))


def _back(request: HttpRequest, shape: Shape) -> str:
    """The page again, with what it was asked for besides; filters that are kept need no address."""
    parts = urlsplit(wanted(request))
    again = {*shape.filters, "page"}
    asked = {name: value for name, value in parse_qsl(parts.query) if name not in again}
    asked |= {name: request.POST[name] for name in shape.passing if name in request.POST}
    query = urlencode({name: value for name, value in asked.items() if value})
    return urlunsplit(("", "", parts.path, query, parts.fragment))
