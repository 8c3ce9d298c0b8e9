"""Everything on paper and in office files: pure functions from plain data to bytes.

Sentences and labels come in from the caller, translated; this room decides type, layout and file formats alone.
"""
