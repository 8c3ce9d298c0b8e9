"""The sentences of the rooms: one module a room, each with a dictionary SENTENCES from code to sentence."""
