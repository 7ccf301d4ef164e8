"""Characters: `sheet` (what is written on one), `numbers` (what follows), `state`, `decide`, `events`, `books`."""
