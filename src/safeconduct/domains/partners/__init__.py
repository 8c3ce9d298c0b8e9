"""Partners: agencies, the persons to call there, and the agreements without which nothing is shared with them."""
