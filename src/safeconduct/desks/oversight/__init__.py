"""The oversight desk: who looked at what, long waits, corrections. No names."""
