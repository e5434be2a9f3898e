"""Relais and a stock Rasa assistant side by side: `make bench`."""
