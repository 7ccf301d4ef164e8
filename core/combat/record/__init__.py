"""A fight as a value: who stands in it, what lasts, what has happened, and the stream that it is folded from."""
