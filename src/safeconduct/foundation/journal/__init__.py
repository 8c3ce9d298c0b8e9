"""The journal: signed, chained, encrypted entries, and the rows that are a pure function of them."""
