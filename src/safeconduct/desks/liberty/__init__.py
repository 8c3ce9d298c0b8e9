"""Deprivation of liberty and alternatives to it: what supervisor, coordinator and oversight see and write down."""
