"""Rules held to a file of facts: `judge` reads it, the others know what each kind of fact says of the program."""
