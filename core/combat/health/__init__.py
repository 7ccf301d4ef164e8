"""Damage and healing, dying and coming back, and the hits that are judged anew."""
