"""The exchange: nodes give each other whole streams, by a wire or on a stick. Nobody here judges what is in them."""
