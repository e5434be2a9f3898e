"""Rasa's custom actions. Every module here is imported by the action server, so only actions live here."""
