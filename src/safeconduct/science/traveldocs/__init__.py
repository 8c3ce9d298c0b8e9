"""Travel documents: machine-readable zones (ICAO Doc 9303) read, repaired where check digits decide, and written.

Decides what a zone says and whether it conforms; whether a document is genuine or a person may cross is for others.
"""

from safeconduct.science.traveldocs.compose import compose
from safeconduct.science.traveldocs.mrz import read_mrz
from safeconduct.science.traveldocs.reading import Fields, Problem, Reading, Repair
from safeconduct.science.traveldocs.tool import mrz_tool

__all__ = ["Fields", "Problem", "Reading", "Repair", "compose", "mrz_tool", "read_mrz"]
