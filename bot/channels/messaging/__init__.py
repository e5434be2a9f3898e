"""Messaging channels: one file a platform, all by the interface of `platform.py`."""
