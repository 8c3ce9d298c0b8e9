"""Referrals: the service directory, and what becomes of a person or family that is referred to a service."""
