"""Interactions: how one is told to a bot, in which context, and what becomes of it until its token ends."""
