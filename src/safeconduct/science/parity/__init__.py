"""Whether people of different groups fare alike at a post: exact intervals, exact tests, many tests at once."""
