"""Jobs: what the service is doing for a person, and what the person may do with it."""
