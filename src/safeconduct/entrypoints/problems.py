"""The one translator from problems to pages: 422, 403, 404, 409, each with a sentence that says what to do."""

import logging
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Problem, Refused

STATUS: dict[type[Problem], int] = {Refused: 422, NotAllowed: 403, NotFound: 404, Conflict: 409}
log = logging.getLogger(__name__)


class ProblemMiddleware:
    """Turns a Problem that no page caught into its page; everything else stays a bug and is logged once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a Problem; None lets Django go on with any other exception."""
        if not isinstance(exception, Problem):
            return None
        if exception.code == "compartments.passphrase_needed" and request.method == "GET":
            return _to_own_key(request)
        return problem_page(request, exception)


def _to_own_key(request: HttpRequest) -> HttpResponse:
    """Something sealed is to be opened: first the passphrase, then back to this page, without its search."""
    if request.headers.get("HX-Request"):
        path = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
        return HttpResponse(status=204, headers={"HX-Redirect": f"{reverse('entrance:own_key')}?next={quote(path)}"})
    return HttpResponseRedirect(f"{reverse('entrance:own_key')}?next={quote(request.path)}")


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page (or, for our own scripts, the short answer) of a problem."""
    status = STATUS.get(type(problem), 422)
    context = {"sentence": sentence_of(problem.code, problem.details), "code": problem.code, "status": status}
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"code": problem.code, "sentence": str(context["sentence"])}, status=status)
    return render(request, f"web/{status}.html", context, status=status)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere; nothing was saved."""
    return problem_page(request, NotAllowed("web.form_too_old"))
