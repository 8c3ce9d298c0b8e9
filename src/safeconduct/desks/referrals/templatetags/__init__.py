"""Template tags of the desk of referrals."""
