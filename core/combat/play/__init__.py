"""Playing trees: what is rolled, whom it befalls, and what follows."""
