"""The desk of referrals: who refers at a post, the protection coordinator, and an agency that takes people."""
