"""Compartments: content only the agency that holds one can read. Everyone else seals for it, and carries."""
