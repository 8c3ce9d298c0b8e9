"""Counts, reports and exports. Reads what other rooms hold, and never writes."""
