"""What somebody in a fight does, or what is said of them: each a step, held to the rules and played."""
