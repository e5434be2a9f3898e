"""How many turns a second one process and the cluster sustain, and what they do with twice as many."""
