"""What a session remembers only as long as the node runs: never worth a write to the disk, and nothing about people."""

from collections import OrderedDict
from typing import Any

from django.http import HttpRequest

MOST_SESSIONS = 256  # assumption: more browsers than sit at one node

_sessions: "OrderedDict[str, dict[str, Any]]" = OrderedDict()


def remember(request: HttpRequest, name: str, value: Any) -> None:
    """Keep it for this session until it ends, or the node stops."""
    key = request.session.session_key
    if key is None:
        return
    _sessions.setdefault(key, {})[name] = value
    _sessions.move_to_end(key)
    while len(_sessions) > MOST_SESSIONS:
        _sessions.popitem(last=False)


def forget_all() -> None:
    """Forget everything: somebody was erased, and what was typed last may name them."""
    _sessions.clear()


def remembered(request: HttpRequest, name: str, default: Any = None) -> Any:
    """What this session remembers under that name."""
    key = request.session.session_key
    return _sessions.get(key, {}).get(name, default) if key else default
