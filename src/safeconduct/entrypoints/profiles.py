"""Which rooms and desks a node has, by what it is: chosen when it is made, the same for everyone who sits at it.

Nobody is registered, screened or decided on at an agency's node, and no post reads what is sealed for an agency.
"""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from safeconduct.entrypoints.problems import problem_page
from safeconduct.foundation.dispatch.house import Door
from safeconduct.foundation.exchange.subscriptions import AGENCY, POST
from safeconduct.kernel.acts import Command
from safeconduct.kernel.problems import NotAllowed, NotFound

# What stands here is on a node of that profile alone; what does not is everywhere.
ROOMS = {
    "people": POST,
    "accountability.commands.post": POST,
    "accountability.commands.agency": AGENCY,
    "crossings": POST,
    "health": POST,
    "liberty": POST,
    "protection": AGENCY,
    "cases": AGENCY,
    "reviews.commands.post": POST,
    "reviews.commands.moving": POST,
    "screening.commands.line": POST,
    "screening.commands.files": AGENCY,  # rules run on protected content there and nowhere else
}
DESKS = {"post": POST, "public": POST, "health": POST}  # by the first word of their addresses


class DoorsHere(dict[type[Command], Door]):
    """The doors of this node. NotAllowed: node.no_such_door, for one that stands on nodes of another profile."""

    def __init__(self, doors: Mapping[type[Command], Door]) -> None:
        super().__init__(doors)

    def __getitem__(self, command: type[Command]) -> Door:
        if not is_here(ROOMS, room_of(command)):
            raise NotAllowed("node.no_such_door")
        return super().__getitem__(command)


def room_of(command: type[Command]) -> str:
    """The room in which a command is declared; the part of a room, where parts stand on different nodes."""
    part = ".".join(command.__module__.split(".")[2:])
    return part if part in ROOMS else part.split(".")[0]


def is_here(table: Mapping[str, str], name: str) -> bool:
    """Whether a room or desk of this name is on this node."""
    return table.get(name, settings.SAFECONDUCT_PROFILE) == settings.SAFECONDUCT_PROFILE


class ProfileMiddleware:
    """Says of a desk of another profile that it is not on this node."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_here(DESKS, request.path.split("/", 2)[1]):
            return problem_page(request, NotFound("node.no_such_desk"))
        return self._get_response(request)
