"""What was asked and how it ended, counted from the store. Reads only; no customer is in any figure."""
