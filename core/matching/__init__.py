"""Finding names that somebody has half typed or misspelt."""
