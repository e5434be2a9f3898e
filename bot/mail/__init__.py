"""Hands the letters of the outbox to a mail server."""
