"""The doors of oversight: what others saw at a post, beside what the post recorded."""

from safeconduct.kernel.acts import Command


class ReportTurnBack(Command, frozen=True, kw_only=True):
    """People were turned back at a post on a local day, as a source says."""

    report: str
    post: str
    day: str
    people: int
    source: str


class RetractTurnBack(Command, frozen=True, kw_only=True):
    """The report does not count."""

    report: str
    reason: str
