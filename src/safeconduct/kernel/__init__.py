"""Plain Python that every floor may use: ids, clock, codec, acts, facts, problems, merge rules."""
