"""Tracking clients, one file for each carrier's API, and what asks them in time (docs/carriers.md)."""
