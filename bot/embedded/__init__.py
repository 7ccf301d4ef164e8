"""PostgreSQL and Valkey on one machine, as children of the bot: nothing to install by hand."""
