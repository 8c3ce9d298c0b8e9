"""Nodes: making one, opening it with a person's passphrase, closing it. What it holds, others know."""
