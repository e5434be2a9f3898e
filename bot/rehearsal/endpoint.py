"""Rasa's action endpoint without the HTTP in between: the same actions, called in this process."""

from __future__ import annotations

import json as json_codec
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor


class LocalActions(EndpointConfig):
    """Stands in for the action server's address."""

    def __init__(self) -> None:
        super().__init__("local://actions")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *args: Any, json: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """The action server's answer to ``json``; what the server would refuse is raised as it is."""
        call = json if json is not None else json_codec.loads(kwargs.get("data", "{}"))
        result = await self._executor.run(call)
        return dict(result) if result else {}
