"""What somebody has to do something with: turns, uses, features, spells, and the answers that are open to them."""
