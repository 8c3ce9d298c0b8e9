"""The border-post desk: headcount, registration, queue, find, today, shift, report."""
