"""The control API: how the page and the tests act as people, look around, and let things go wrong."""
