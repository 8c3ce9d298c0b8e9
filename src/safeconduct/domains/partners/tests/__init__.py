"""Tests of the room of partners."""
