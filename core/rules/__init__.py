"""The rules of the game, edition by edition: values and pure functions, each with its source."""
