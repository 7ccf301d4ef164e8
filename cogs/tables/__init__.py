"""`/table …` and the Table card: `seats` for everybody, `leading` for those who lead, `absence` while a DM is away."""
