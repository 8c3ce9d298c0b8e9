"""What may be published of a count without telling about a person."""
