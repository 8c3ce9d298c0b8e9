"""Preliminary screening at the line, and what follows from it. Admission never waits for it."""
