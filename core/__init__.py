"""The game: pure rules and values below, the doors (ports) and the verbs (use cases) above. No I/O."""
