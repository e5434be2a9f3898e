"""How Relais understands French: normalising, entities, topics, as Rasa graph components."""
