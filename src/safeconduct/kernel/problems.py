"""The four anticipated kinds of problem. Each has a stable code; the sentence lives in foundation/web/texts."""

from typing import Any


class Problem(Exception):
    """Something anticipated went wrong; `code` is stable, `details` fill the translated sentence."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __repr__(self) -> str:
        # Details can hold what a person typed: they never reach a log through repr or str.
        return f"{type(self).__name__}({self.code!r})"

    def __reduce__(self) -> Any:
        return _rebuilt, (type(self), self.code, self.details)


def _rebuilt(kind: type[Problem], code: str, details: dict[str, Any]) -> Problem:
    return kind(code, **details)


class Refused(Problem):
    """A rule or a gate says no."""


class NotAllowed(Problem):
    """This actor may not do this, for this purpose, in this place."""


class NotFound(Problem):
    """There is no such thing here."""


class Conflict(Problem):
    """What is asked no longer fits what stands: someone else was faster, or something is in use."""
