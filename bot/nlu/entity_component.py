"""Rasa's door to bot.nlu.entities."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entities.find import find_entities
from bot.nlu.entities.tracking import check_digit_holds


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatternEntities(GraphComponent, EntityExtractorMixin):
    """Adds order_number, email, coupon and tracking_number, with offsets in the message as typed."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PatternEntities":
        """Creates the component; it has no settings and learns nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities of each message to what others found."""
        for message in messages:
            found = [self._entity(span) for span in find_entities(message.get(TEXT) or "")]
            if found:
                message.set(ENTITIES, (message.get(ENTITIES) or []) + found, add_to_output=True)
        return messages

    def _entity(self, span: Any) -> dict[str, Any]:
        entity = {
            "entity": span.kind,
            "start": span.start,
            "end": span.end,
            "value": span.value,
            "extractor": self.name,
        }
        if span.kind == "tracking_number":
            entity["check_digit"] = check_digit_holds(span.value)
        return entity

    @property
    def name(self) -> str:
        """The extractor's name in what Rasa shows."""
        return type(self).__name__
