"""Looking things up in the books: `/lookup`."""
