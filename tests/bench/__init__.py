"""The benches in short: they fail on lost or doubled turns, never on times."""
