"""The stock assistant's actions; the action server imports every module here."""
