"""The demonstration: a fictional country in its third week of a crisis, loaded through the ordinary doors."""
