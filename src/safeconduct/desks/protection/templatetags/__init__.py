"""Template tags of the protection desk."""
