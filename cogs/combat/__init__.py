"""`/combat`, and the verbs that act in a fight: a part of the commands a file."""
