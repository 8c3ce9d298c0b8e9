"""Places: the posts of this node's area, their time zone, the letter on their tokens, the local day there."""
