"""The health desk at a post: apart from border control, and apart from the confidential interview."""
