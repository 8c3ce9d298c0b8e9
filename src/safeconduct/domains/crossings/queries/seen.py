"""What stands in the journal of a subject: the `seen` of a form that is drawn from its rows."""

from django.db import connection


def seen_of(subject: str) -> dict[str, int]:
    """Per stream, the highest sequence number of this subject. To be read before the rows, when a form is drawn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stream, MAX(seq) FROM journal_entry WHERE subject = %s GROUP BY stream", [subject])
        return dict(cursor.fetchall())
