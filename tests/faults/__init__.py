"""Faults: processes killed in full write load, and the power cut at every legal moment."""
