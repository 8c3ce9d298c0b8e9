"""Attacks on the gates: what nobody may achieve, tried in thousands of histories, through every door."""
