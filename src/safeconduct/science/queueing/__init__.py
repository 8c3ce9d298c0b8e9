"""Queues and the staff they need: plain numbers in, numbers and the terms of their formulas out."""
