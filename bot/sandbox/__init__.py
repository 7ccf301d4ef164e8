"""A Discord on this machine: REST, gateway and a chat page on loopback, as strict as Discord."""
