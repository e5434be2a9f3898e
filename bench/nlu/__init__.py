"""Measures how Relais understands French: `make bench-nlu`, `make thresholds`."""
