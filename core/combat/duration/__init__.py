"""What lasts: how it begins, what time does to it, what ends it, and the areas that stay."""
