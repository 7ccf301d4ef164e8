"""How tests and scripts drive a sandbox: the client, its people, and what they get to see."""
