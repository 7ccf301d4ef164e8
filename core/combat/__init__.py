"""Fights: `state` (who stands where, and what lasts), `play` (deeds), `turns`, `decide`, `events`, `books`."""
