"""The doors through which customers come in."""
