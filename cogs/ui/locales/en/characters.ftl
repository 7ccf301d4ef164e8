# Characters: their commands.
command-character = Make characters, look at their sheets and change them
