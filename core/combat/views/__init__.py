"""A fight as somebody knows and sees it."""
