"""The rules, projections and doors of children and families, without pages."""
