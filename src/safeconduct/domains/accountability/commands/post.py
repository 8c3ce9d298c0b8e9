"""Ordinary complaints, at a post. What is said of misconduct has no command here: it is sealed before anything."""

from safeconduct.kernel.acts import Command


class MakePostComplaint(Command, frozen=True, kw_only=True):
    """Take down a complaint of a service, a delay or a decision. `person` may be empty."""

    complaint: str
    about: str
    by: str
    words: str
    code: str
    reach: str = ""
    person: str = ""


class AnswerPostComplaint(Command, frozen=True, kw_only=True):
    """Say what was found and done."""

    complaint: str
    outcome: str
    words: str


class ErasePostComplaint(Command, frozen=True, kw_only=True):
    """Remove what was said: the person whom it was about was erased."""

    complaint: str
