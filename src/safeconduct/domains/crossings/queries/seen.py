"""What every reader of this room shares: how a local day is given, and the `seen` of a form drawn from its rows."""

from datetime import date

from django.db import connection

Day = date | str
"""A local day of a post: a date, or its ISO text."""


def seen_of(subject: str) -> dict[str, int]:
    """Per stream, the highest sequence number of this subject. To be read before the rows, when a form is drawn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stream, MAX(seq) FROM journal_entry WHERE subject = %s GROUP BY stream", [subject])
        return dict(cursor.fetchall())
