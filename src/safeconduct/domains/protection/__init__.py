"""Children and families: a child's file on the protection agency's node, who cares for it, and who stands for it."""
