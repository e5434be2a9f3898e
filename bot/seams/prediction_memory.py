"""What comes next is looked for once for each kind of turn."""

from __future__ import annotations

import json
import time
from typing import Any
from weakref import WeakKeyDictionary

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    SessionStarted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.seams.seam import Seam
from bot.seams.tracker_copy import shallow

MOST = 10_000  # kinds of turns remembered; topics times sets of entities are far fewer
_SILENT = (SessionStarted, BotUttered)  # no rule looks at these
# By the model's runner, which goes when another model comes: kinds of turns, or None where nothing is kept.
_memories: WeakKeyDictionary[Any, dict[Any, PolicyPrediction] | None] = WeakKeyDictionary()


def predict_next_with_tracker(self: MessageProcessor, tracker: DialogueStateTracker) -> PolicyPrediction:
    """Upstream's prediction; a copy of an earlier one for a tracker that differs in nothing a rule reads."""
    runner = self.graph_runner
    if runner not in _memories:
        _memories[runner] = {} if _only_rules(runner) else None
    memory = _memories[runner]
    kind = None if memory is None else kind_of(tracker)
    if memory is None or kind is None:
        prediction: PolicyPrediction = PREDICTION_MEMORY.original()(self, tracker)
        return prediction
    if kind not in memory:
        if len(memory) >= MOST:
            memory.clear()
        memory[kind] = PREDICTION_MEMORY.original()(self, tracker)
    return _again(memory[kind])


def kind_of(tracker: DialogueStateTracker) -> Any:
    """All that rules without a text can ask of a tracker; None where something else may matter."""
    if tracker.followup_action or tracker.active_loop or tracker.is_paused():
        return None
    if any(slot.value is not None for slot in tracker.slots.values()):
        return None
    kind: list[Any] = []
    for event in tracker.events:
        if isinstance(event, UserUttered):
            entities = sorted(
                (str(one.get("entity")), str(one.get("role")), str(one.get("group")))
                for one in event.entities
            )
            kind.append((event.intent_name, event.use_text_for_featurization, *entities))
        elif isinstance(event, ActionExecuted):
            kind.append((event.action_name, event.action_text, event.hide_rule_turn))
        elif isinstance(event, DefinePrevUserUtteredFeaturization):
            kind.append(event.use_text_for_featurization)
        elif not isinstance(event, _SILENT):
            return None
    return tuple(kind)


def _only_rules(runner: Any) -> bool:
    """Whether the rule policy decides alone, by rules none of which names a text."""
    nodes = getattr(runner, "_instantiated_nodes", {}).values()
    policies = [node._component for node in nodes if isinstance(node._component, Policy)]
    return bool(policies) and all(
        type(policy) is RulePolicy and '"text"' not in json.dumps(policy.lookup).replace("\\", "")
        for policy in policies
    )


def _again(prediction: PolicyPrediction) -> PolicyPrediction:
    """A prediction of its own, its events of now."""
    again = shallow(prediction)
    again.events = [shallow(event) for event in prediction.events]
    for event in again.events:
        event.timestamp = time.time()
    return again


PREDICTION_MEMORY = Seam(
    owner=MessageProcessor,
    name="_predict_next_with_tracker",
    replacement=predict_next_with_tracker,
    reason="A turn asks twice what comes next. Each time RulePolicy makes states of the tracker three times "
    "and compares them with every rule: a third of Rasa's part of a turn, for one of some eighty answers.",
    version="3.6.21",
    digest="111a9023a5bc",
)
