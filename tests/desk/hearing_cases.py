"""What must be true of believing any desk; each desk's tests inherit it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar

import pytest

from bot.desk.port import Desk, Forged, Unreadable, Word

Signed = dict[str, str]


class Hearing:
    """``keys``: the present secret and the former one."""

    keys: ClassVar[tuple[str, str]]
    replying: ClassVar[dict[str, Any]]
    closing: ClassVar[dict[str, Any]]

    def desk(self, *keys: str) -> Desk:
        raise NotImplementedError

    def sign(self, body: bytes, at: datetime, old: bool = False) -> Signed:
        raise NotImplementedError

    def heard(self, said: Any, old: bool = False, *keys: str) -> list[Word]:
        body, now = json.dumps(said).encode(), datetime.now(timezone.utc)
        return self.desk(*keys).hear(self.sign(body, now, old), body, now)

    def forged(self, headers: Signed, body: bytes) -> None:
        with pytest.raises(Forged):
            self.desk().hear(headers, body, datetime.now(timezone.utc))

    def test_a_good_signature_is_believed(self) -> None:
        assert self.heard(self.replying)
        assert self.heard(self.closing)

    def test_a_missing_one_is_not(self) -> None:
        self.forged({}, json.dumps(self.replying).encode())

    @pytest.mark.parametrize("value", ["", "x", "v1,", "sha256=", "sha1=é", "sha1=" + "0" * 40, "v1,AAAA v1"])
    def test_nor_is_a_wrong_one(self, value: str) -> None:
        body = json.dumps(self.replying).encode()
        headers = self.sign(body, datetime.now(timezone.utc))
        [name] = [one for one in headers if "signature" in one]
        self.forged({**headers, name: value}, body)

    def test_nor_one_of_another_body(self) -> None:
        headers = self.sign(b"{}", datetime.now(timezone.utc))
        self.forged(headers, json.dumps(self.replying).encode())

    def test_a_former_secret_is_believed_only_while_it_is_named(self) -> None:
        assert self.heard(self.replying, True, *self.keys)
        with pytest.raises(Forged):
            self.heard(self.replying, True, self.keys[0])

    @pytest.mark.parametrize("minutes", [-6, 6, -60 * 24 * 365])
    def test_an_old_one_is_not_believed_where_a_time_is_signed(self, minutes: int) -> None:
        body = json.dumps(self.replying).encode()
        self.forged(self.sign(body, datetime.now(timezone.utc) + timedelta(minutes=minutes)), body)

    @pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":'])
    def test_signed_nonsense_is_unreadable_and_nothing_worse(self, body: bytes) -> None:
        now = datetime.now(timezone.utc)
        try:
            headers = self.sign(body, now)
        except UnicodeDecodeError:
            return  # the library that signs takes text only
        with pytest.raises(Unreadable):
            self.desk().hear(headers, body, now)

    @pytest.mark.parametrize("said", [[], "x", 1, None, {}, {"data": []}, {"ticket": 1, "article": []}])
    def test_json_of_another_shape_says_nothing(self, said: Any) -> None:
        with suppress(Unreadable):
            assert self.heard(said) == []

    def test_the_same_thing_again_has_the_same_id(self) -> None:
        assert self.heard(self.replying)[0].id == self.heard(self.replying)[0].id
