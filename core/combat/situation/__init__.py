"""What a deed finds: who is there, what bears on a roll, and the dice that it falls by."""
