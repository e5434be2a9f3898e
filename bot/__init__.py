"""Relais: a French customer-support assistant for online orders."""
