"""Every seam was written against a source; when that changes, somebody reads it again."""

import pytest
import rasa
import sanic
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain

from bot.seams.connection_made import CONNECTION_MADE
from bot.seams.domain_emptiness import DOMAIN_EMPTINESS
from bot.seams.install import SEAMS, install
from bot.seams.no_cors import NO_CORS
from bot.seams.seam import Seam


@pytest.mark.parametrize(
    "seam", [*SEAMS, NO_CORS, CONNECTION_MADE], ids=lambda seam: f"{seam.owner.__name__}.{seam.name}"
)
def test_upstream_is_as_it_was_read(seam: Seam) -> None:
    library = sanic if seam is CONNECTION_MADE else rasa
    assert library.__version__ == seam.version
    assert seam.source_digest() == seam.digest
    assert seam.reason


def test_installing_twice_keeps_the_original() -> None:
    install()
    originals = [seam.original() for seam in SEAMS]
    install()
    assert [seam.original() for seam in SEAMS] == originals
    assert all(seam.original() is not seam.replacement for seam in SEAMS)
    assert all(getattr(seam.owner, seam.name) is seam.replacement for seam in SEAMS)


@pytest.mark.parametrize(
    "reply",
    [
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"text": "oui"}]},
        {},
        None,
        [],
        {"events": "none"},
        {"events": [{"event": "slot"}]},
        {"responses": ["oui"]},
    ],
)
def test_a_reply_is_judged_as_upstream_judges_it(reply: object) -> None:
    from bot.seams.action_schema import ACTION_SCHEMA, validate_action_result

    action = RemoteAction("action_answer", None)
    verdicts = []
    for check in (ACTION_SCHEMA.original(), validate_action_result):
        try:
            verdicts.append(check(action, reply))
        except ValidationError as error:
            verdicts.append(error.message)
    assert verdicts[0] == verdicts[1]


def test_a_domain_says_as_upstream_whether_it_is_empty() -> None:
    known = Domain.from_dict({"intents": ["greet"]})
    for domain in (Domain.empty(), known):
        assert [domain.is_empty() for _ in range(2)] == [DOMAIN_EMPTINESS.original()(domain)] * 2
