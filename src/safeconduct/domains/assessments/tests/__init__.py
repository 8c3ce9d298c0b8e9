"""Tests of the room of assessments."""
