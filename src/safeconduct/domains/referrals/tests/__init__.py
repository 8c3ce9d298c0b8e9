"""Tests of the room of referrals."""
