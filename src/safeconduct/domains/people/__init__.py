"""People: who they are as they say and show it, their documents, their registration groups. Not where they cross."""
