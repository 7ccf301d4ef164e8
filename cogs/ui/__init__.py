"""How the bot looks and speaks: cards, views, the catalogue of words, the discipline of replies."""
