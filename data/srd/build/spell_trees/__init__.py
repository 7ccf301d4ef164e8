"""What each spell does, told by hand for both editions: names and numbers, and none of the books' sentences."""
