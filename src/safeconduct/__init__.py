"""Safeconduct: humanitarian border management and services for citizens abroad."""

__version__ = "0.1.0"
