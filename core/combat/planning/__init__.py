"""Encounters before they are fought: what monsters they hold, how hard they are for a party, and proposals of them."""
