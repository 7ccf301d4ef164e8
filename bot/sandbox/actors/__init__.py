"""Virtual users: what a person can do in a Discord client, and what the client would not let them do."""
