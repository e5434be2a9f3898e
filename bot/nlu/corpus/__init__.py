"""Building and checking the French examples under data/nlu."""
