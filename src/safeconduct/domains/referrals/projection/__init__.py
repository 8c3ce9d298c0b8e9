"""Rows of this room: each function computes one subject's rows from its facts alone."""

from safeconduct.domains.referrals.projection.service import service_rows

__all__ = ["service_rows"]
