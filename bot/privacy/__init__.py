"""What Relais holds of a person: shown, handed out, erased, and forgotten in time (RGPD)."""
