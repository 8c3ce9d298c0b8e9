"""The administrator's desk: users, posts, health of the node. No persons."""
