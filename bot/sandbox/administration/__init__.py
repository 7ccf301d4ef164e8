"""What becomes of a guild: its roles, members, channels, events and voice, changed and told, whoever's hand it is."""
