"""Rows of this room: each function computes one subject's rows from its facts alone."""

from safeconduct.domains.referrals.projection.complaint import complaint_rows
from safeconduct.domains.referrals.projection.referral import referral_rows
from safeconduct.domains.referrals.projection.service import service_rows

__all__ = ["complaint_rows", "referral_rows", "service_rows"]
