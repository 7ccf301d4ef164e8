"""Fights, from what they are (`record`) over what bears on a deed and how it is played to what is done (`acts`)."""
