"""Rules of posts: a post has a name, a known time zone, and a letter that no other post of this node uses."""

from zoneinfo import available_timezones

from safeconduct.foundation.places.commands import IssueForms, OpenPost
from safeconduct.foundation.places.facts import FormsIssued, PostOpened
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotAllowed, Refused
from safeconduct.kernel.tokens import LARGEST_FORM_NUMBER

POST_TYPES = frozenset({"road", "rail", "ferry", "port", "airport", "green_border"})

MOST_FORMS = 200  # assumption: forms in one batch, a morning of a busy post


def decide_open_post(command: OpenPost, letters: dict[str, str], here: Circumstances) -> list[About]:
    """`letters` are those in use, by letter the post. Refused: places.unknown_zone, places.unknown_type,
    places.letter_shape, places.name_missing. Conflict: places.letter_taken."""
    if not command.name.strip():
        raise Refused("places.name_missing")
    if command.zone not in available_timezones():
        raise Refused("places.unknown_zone", zone=command.zone)
    if command.type not in POST_TYPES:
        raise Refused("places.unknown_type", type=command.type)
    if not (1 <= len(command.letter) <= 2 and command.letter.isascii() and command.letter.isupper()):
        raise Refused("places.letter_shape")
    if letters.get(command.letter, command.post) != command.post:
        raise Conflict("places.letter_taken", letter=command.letter)
    fact = PostOpened(
        name=command.name.strip(), letter=command.letter, zone=command.zone, type=command.type,
        area=command.area, home_state=command.home_state,
    )  # fmt: skip
    return [About(command.post, fact)]


def decide_issue_forms(command: IssueForms, issued: int, here: Circumstances) -> list[About]:
    """`issued` is the highest serial number issued for the post on this node; no number is given twice.

    Refused: places.forms_count, places.serials_used_up. NotAllowed: access.not_your_post.
    """
    if command.post != here.place:
        raise NotAllowed("access.not_your_post")
    if not 1 <= command.count <= MOST_FORMS:
        raise Refused("places.forms_count", most=MOST_FORMS)
    if issued + command.count > LARGEST_FORM_NUMBER:
        raise Refused("places.serials_used_up")
    fact = FormsIssued(post=command.post, first=issued + 1, count=command.count)
    return [About(command.batch, fact, (command.post,))]
