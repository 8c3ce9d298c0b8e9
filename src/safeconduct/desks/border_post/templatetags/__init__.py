"""Template tags of the border-post desk."""
