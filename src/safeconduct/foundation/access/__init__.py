"""Access: who works at this node, in which roles and at which posts, how they prove it, and who looked at what."""
