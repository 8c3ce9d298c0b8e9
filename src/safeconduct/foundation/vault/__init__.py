"""The vault: keys, sealing, the encrypted database and backup files. Knows bytes; what they mean is the journal's."""
