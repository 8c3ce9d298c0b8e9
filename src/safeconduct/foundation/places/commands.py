"""The doors into the places: opening (or describing anew) a post, issuing paper forms for it."""

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class OpenPost(Command, frozen=True, kw_only=True):
    """A post with its IANA time zone and the letter or two that begin its tokens."""

    post: str
    name: str
    letter: str
    zone: str
    type: str
    area: str = ""
    home_state: str = ""


class IssueForms(Command, frozen=True):
    """Print blank registration forms with the next serials of a post. `batch` is made by the desk."""

    batch: str
    post: str
    count: int


def open_post(act: Act, *, post: str, name: str, letter: str, zone: str, type: str, area: str = "",
              home_state: str = "") -> Receipt:  # fmt: skip
    """Open a post, or describe it anew. Refusals: `places.rules`."""
    return submit(
        act, OpenPost(post=post, name=name, letter=letter, zone=zone, type=type, area=area, home_state=home_state)
    )


def issue_forms(act: Act, *, batch: str, post: str, count: int) -> Receipt:
    """Take the next serials of a post for a batch of blank forms. Refusals: `places.rules`."""
    return submit(act, IssueForms(batch=batch, post=post, count=count))
