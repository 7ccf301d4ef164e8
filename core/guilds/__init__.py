"""What a server's admins have said of tables there: `state` (the rules as they stand), `decide`, `events`, `books`."""
