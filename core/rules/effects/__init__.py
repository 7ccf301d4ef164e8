"""What actions, spells and items do, as trees: terms (how long, whom, where), outcomes, and the tree of both."""
