"""`/config …`, for those who manage a server: `rules` says what is set and sets it; `doctor` looks what is wrong."""
