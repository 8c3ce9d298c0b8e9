"""Walks through the product in Chromium, by keyboard, on nodes that really run."""
