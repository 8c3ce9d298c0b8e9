"""What every reader of this room shares: how a local day is given."""

from datetime import date

Day = date | str
"""A local day of a post: a date, or its ISO text."""
