"""Rasa's door to the topic model."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.entities.find import ENTITIES as ENTITY_NAMES
from bot.nlu.entities.find import find_spans
from bot.nlu.filler import only_informs
from bot.nlu.lexicon import load_lexicon
from bot.nlu.masks import masked
from bot.nlu.normalise import Normalised, normalise
from bot.nlu.persisting import read_model, write_model
from bot.nlu.topics import TopicModel, train
from bot.nlu.two_requests import Ranking, learned, requests
from bot.nlu.vectors import word_table

# Longer texts are pasted, not asked.
_LONGEST = 1_000


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Writes calibrated probabilities over topics to `intent` and `intent_ranking`.

    A message with two requests also gets `requests`: a list of two, in the order of the message, each with
    `text`, `topic`, `confidence`, `start` and `end` (offsets in the message, as those of entities).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`ranking_length`: topics ranked; `seed`: of the training; `inform`: the intent of bare entities."""
        return {"ranking_length": 8, "seed": 20, "inform": "inform"}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, model_storage, resource
        self._lexicon = load_lexicon()
        self._model: TopicModel | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TopicClassifier":
        """Creates an untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "TopicClassifier":
        """Loads a trained classifier. Raises ValueError when the model holds none."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = read_model(folder)
        word_table(), learned()  # now, so that no customer waits for them
        return component

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Lets Rasa's cache of trained components know when the code that learns has changed."""
        folder = Path(__file__).parent
        sources = [path for ending in ("*.py", "*.yml", "*.json") for path in folder.rglob(ending)]
        digest = hashlib.sha256()
        for path in sorted(sources):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from every example with an intent; the author is its metadata key `hand`."""
        examples = [
            e
            for e in training_data.intent_examples
            if e.get(TEXT) and e.get(INTENT) != self._config["inform"]
        ]
        messages = [self._normalised(e.get(TEXT)) for e in examples]
        hands = [_hand(e) for e in examples]
        self._model = train(messages, [e.get(INTENT) for e in examples], hands, seed=self._config["seed"])
        with self._storage.write_to(self._resource) as folder:
            write_model(self._model, folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds intent and intent_ranking to each message, and requests where it holds two."""
        for message in messages:
            text = message.get(TEXT) or ""
            rank = self._ranker()
            ranking = self._ranking(text, rank)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            if len(ranking) > 1 and len(text) <= _LONGEST and (found := requests(text, rank)):
                message.set("requests", [asdict(request) for request in found], add_to_output=True)
        return messages

    def _ranking(self, text: str, rank: Callable[[str], Ranking]) -> list[dict[str, Any]]:
        entities = [span for span in find_spans(text) if span.kind in ENTITY_NAMES]
        if only_informs(text, entities, self._lexicon):
            return [{"name": self._config["inform"], "confidence": 1.0}]
        return [{"name": topic, "confidence": p} for topic, p in rank(text)]

    def _ranker(self) -> Callable[[str], Ranking]:
        """Ranks each text once."""
        if self._model is None:
            raise ValueError("the topic classifier was asked before it was trained or loaded")
        model, length = self._model, self._config["ranking_length"]
        known: dict[str, Ranking] = {}

        def rank(text: str) -> Ranking:
            if text not in known:
                known[text] = model.ranking(text)[:length]
            return known[text]

        return rank

    def _normalised(self, text: str) -> Normalised:
        return normalise(masked(text), self._lexicon)


def _hand(example: Message) -> str:
    metadata = example.get("metadata") or {}
    return str((metadata.get("intent") or {}).get("hand", "unknown"))
