"""The few changes inside Rasa's own classes. Each names its reason upstream and the version it was read in."""
