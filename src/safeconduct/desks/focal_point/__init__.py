"""The desk of the focal point for misconduct, on the node of the agency that holds its compartment."""
