"""Whole conversations in one process: one loaded model, a throw-away store, a clock that can be set."""
