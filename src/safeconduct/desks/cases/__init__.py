"""The desk of caseworkers and their supervisors, on a protection agency's node."""
