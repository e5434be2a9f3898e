"""The few changes inside Rasa's own classes. Each names its reason and version."""
