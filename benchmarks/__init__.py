"""Measurements beside their anchors: `python -m benchmarks` writes RESULTS.md; each file also runs alone."""
