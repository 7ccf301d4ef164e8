"""`/help`: the first evening, and what each command does."""
