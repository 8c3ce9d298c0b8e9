"""The address at which forms keep what is being typed."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from safeconduct.foundation.access import drafts
from safeconduct.foundation.access.roles import STAFF
from safeconduct.foundation.access.sessions import allow, officer


@allow(*STAFF)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """POST name, content keeps; GET ?name= gives it back, or 204. Each user has their own."""
    who = officer(request)
    if request.method == "POST":
        drafts.save(who.id, request.POST.get("name", ""), request.POST.get("content", ""))
        return HttpResponse(status=204)
    content = drafts.read(who.id, request.GET.get("name", ""))
    return HttpResponse(status=204) if content is None else JsonResponse({"content": content})
