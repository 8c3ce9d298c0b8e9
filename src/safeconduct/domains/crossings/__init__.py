"""Crossings: counts, tokens, the decision at the line, waiting and calling, shifts, vehicles. Not who people are."""
