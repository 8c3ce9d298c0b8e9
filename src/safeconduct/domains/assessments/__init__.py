"""Assessments: what sharing, a device or a use may do to people, and to their data; without one nothing new begins."""
