"""Cases on a protection agency's node: one compartment each, words sealed to it, codes and days beside them."""
