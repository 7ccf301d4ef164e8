"""Trees that are written by hand, for texts that no turn of phrase tells."""
