"""The health desk at a post (IHR): events and their questions, isolation, ambulance, notification."""
