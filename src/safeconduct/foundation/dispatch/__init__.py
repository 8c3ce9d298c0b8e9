"""The one write path: every change is an act of one or more commands that falls through eight steps.

`submit` is the door. What may come through it, by whom, past which gates, and what follows, is said in
`entrypoints/wiring.py` and nowhere else.
"""

from safeconduct.foundation.dispatch.engine import receipt_of
from safeconduct.foundation.dispatch.writer import in_turn, in_writer, submit

__all__ = ["in_turn", "in_writer", "receipt_of", "submit"]
