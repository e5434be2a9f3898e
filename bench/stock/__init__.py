"""A stock Rasa assistant, as `rasa init` begins one: what Relais is measured against."""
