"""Names and numbers of both System Reference Documents."""
