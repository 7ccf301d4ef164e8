"""`/character`: making characters, their sheets, and who may do what with them."""
