"""What exists: users, guilds, channels, messages, commands; plain classes that know how Discord writes them down."""
