"""The hidden field `seen` of a form: which entries its reader had before their eyes, out and in again."""

import json
from collections.abc import Iterable

from django.http import HttpRequest

from safeconduct.foundation.journal.seen import seen_of_all
from safeconduct.kernel.acts import Seen
from safeconduct.kernel.ids import is_id


def seen_field(subjects: Iterable[str]) -> str:
    """For a form's hidden field `seen`: what of these subjects its reader looks at. To be read before the rows."""
    return json.dumps(seen_of_all(subjects), separators=(",", ":"))


def seen_from(request: HttpRequest, *subjects: str) -> Seen:
    """What the form says was seen, of these subjects alone; what is not shaped like it counts as not seen."""
    try:
        given = json.loads(request.POST.get("seen", "") or "{}")
    except ValueError:
        return {}
    if not isinstance(given, dict):
        return {}
    return {
        subject: {stream: seq for stream, seq in claimed.items() if isinstance(seq, int)}
        for subject, claimed in given.items()
        if is_id(subject) and subject in subjects and isinstance(claimed, dict)
    }
