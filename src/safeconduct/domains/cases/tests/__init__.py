"""Tests of the rules and rows of cases."""
