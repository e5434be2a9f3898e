"""Photos that customers send of damaged or wrong articles."""
