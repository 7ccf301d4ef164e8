"""What Discord refuses: one module a kind of body; each gathers every fault and raises one 50035 with all of them."""
