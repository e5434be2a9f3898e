"""Parts of a running cluster are killed, stopped and restarted under customers; then the books are read."""
