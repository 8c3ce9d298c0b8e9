"""The entrance: signing in, choosing the post, locking, leaving, and the language and theme of one person."""
