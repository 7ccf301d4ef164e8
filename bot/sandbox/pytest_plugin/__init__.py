"""A pytest plugin: a Discord on this machine for the tests of any bot, one bot process a run and a guild a test."""
