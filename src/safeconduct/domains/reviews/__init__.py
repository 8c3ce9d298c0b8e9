"""Reviews: whether somebody may be turned away, one person at a time, never at the line and never by one alone."""
