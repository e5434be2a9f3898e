"""The pipeline component that installs the seams wherever a model is trained or loaded."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.seams.install import install


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class RasaSeams(GraphComponent):
    """Passes messages through untouched; its creation installs the seams, once per process."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "RasaSeams":
        """Installs the seams and creates the component; `load` comes here too."""
        install()
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages as they are."""
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The examples as they are; Rasa asks a featurizer for this method."""
        return training_data
