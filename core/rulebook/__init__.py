"""What can be looked up in the books: titles, how they are found, and what is told of each."""
