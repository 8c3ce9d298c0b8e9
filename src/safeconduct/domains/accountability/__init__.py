"""What people complain of, and whom they reach: ordinary complaints at a post, misconduct on an agency's node."""
