"""What every client must do with good and bad answers: inherited by the tests of each carrier."""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest

from bot.carriers.asking import Limits, Outcome, Tracker
from bot.carriers.carrier import Carrier
from bot.carriers.failures import KeyRefused, Passing, UnknownNumber, Unreadable
from bot.carriers.tracking import Tracking
from bot.clock import Clock
from tests.carriers.server import Api, after, carrier, gives, hangs_up, took, trickles, trickles_head

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=timezone.utc)
PATIENT, SHORT = 6.0, 0.8  # seconds: where an answer is expected on a busy machine, and where none is
SLACK = 1.5


class CarrierCases:
    number: str
    key_header: str
    good: Any
    statuses: tuple[str, ...]  # of `good`, oldest first
    unknown: tuple[tuple[int, Any], ...]
    wrong: tuple[Any, ...]

    def client(self, url: str) -> Carrier:
        raise NotImplementedError

    @pytest.fixture
    def tracker(self, api: Api) -> Iterator[Tracker]:
        made = Tracker([self.client(api.url)], Limits(failures=3, pause_seconds=30), Clock(NOW))
        yield made
        made.close()

    def ask(self, tracker: Tracker, api: Api, seconds: float = PATIENT) -> Outcome:
        return tracker.ask([(self.client(api.url), self.number)], seconds)[0]

    def test_good(self, api: Api, tracker: Tracker) -> None:
        api.will(gives(self.good))
        found = self.ask(tracker, api)
        assert isinstance(found, Tracking)
        assert tuple(scan.status for scan in found.scans) == self.statuses
        assert [event.at for event in found.events] == sorted(event.at for event in found.events)
        assert found.asked_at == NOW
        assert {event.at.tzinfo is not None for event in found.events} == {True}

    def test_the_key_is_sent_in_its_header_and_the_number_in_the_address(
        self, api: Api, tracker: Tracker
    ) -> None:
        api.will(gives(self.good))
        self.ask(tracker, api)
        assert api.headers[0][self.key_header] == "cl-42"
        assert self.number in api.paths[0]
        assert "42" not in api.paths[0].replace(self.number, "")

    def test_unknown_number(self, api: Api, tracker: Tracker) -> None:
        for status, body in self.unknown:
            api.will(gives(body, status))
            fresh = Tracker([self.client(api.url)], Limits(), Clock(NOW))
            assert isinstance(self.ask(fresh, api), UnknownNumber)
            fresh.close()
        assert len(api.paths) == len(self.unknown)  # asked once each

    @pytest.mark.parametrize("status", [401, 403])
    def test_a_refused_key_is_not_tried_again_and_is_told_to_staff(
        self, api: Api, tracker: Tracker, status: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        api.will(gives({"code": "UNAUTHORIZED"}, status))
        assert isinstance(self.ask(tracker, api), KeyRefused)
        self.ask(tracker, api)
        assert len(api.paths) == 1
        assert self.client("").key_setting in caplog.text
        assert self.number not in caplog.text

    def test_retry_after_is_waited_for(self, api: Api, tracker: Tracker) -> None:
        api.will(gives({}, 429, Retry_After="1"), gives(self.good))
        began = took(lambda: isinstance(self.ask(tracker, api), Tracking))
        assert len(api.paths) == 2
        assert began >= 1

    def test_a_retry_after_past_the_deadline_is_a_pause(self, api: Api, tracker: Tracker) -> None:
        api.will(gives({}, 429, Retry_After="60"))
        assert isinstance(self.ask(tracker, api), Passing)
        api.will(gives(self.good))
        assert not isinstance(self.ask(tracker, api), Tracking)
        assert len(api.paths) == 1

    def test_a_retry_after_may_be_an_instant(self, api: Api, tracker: Tracker) -> None:
        later = format_datetime(datetime.now(timezone.utc) + timedelta(minutes=5), usegmt=True)
        api.will(gives({}, 503, Retry_After=later))
        outcome = self.ask(tracker, api)
        assert isinstance(outcome, Passing)
        assert outcome.wait is not None
        assert 200 < outcome.wait <= 300

    @pytest.mark.parametrize("value", ["bientôt".encode().decode("latin-1"), "-5", "1e9", ""])
    def test_a_retry_after_that_says_nothing_is_none(self, api: Api, tracker: Tracker, value: str) -> None:
        api.will(gives({}, 429, Retry_After=value), gives(self.good))
        assert isinstance(self.ask(tracker, api), Tracking)

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_a_fault_of_the_server_is_tried_again(self, api: Api, tracker: Tracker, status: int) -> None:
        api.will(gives(b"<html>oops", status), gives(self.good))
        assert isinstance(self.ask(tracker, api), Tracking)

    def test_a_broken_connection_is_tried_again(self, api: Api, tracker: Tracker) -> None:
        api.will(hangs_up, gives(self.good))
        assert isinstance(self.ask(tracker, api), Tracking)

    def test_three_tries_and_no_more(self, api: Api, tracker: Tracker) -> None:
        api.will(gives({}, 500))
        assert isinstance(self.ask(tracker, api), Passing)
        assert len(api.paths) == 3

    def test_a_slow_server_costs_the_deadline_and_no_more(self, api: Api, tracker: Tracker) -> None:
        api.will(after(5, gives(self.good)))
        assert took(lambda: self.ask(tracker, api, SHORT)) < SHORT + SLACK

    def test_a_body_that_trickles_costs_the_deadline_and_no_more(self, api: Api, tracker: Tracker) -> None:
        api.will(trickles)
        assert took(lambda: self.ask(tracker, api, SHORT)) < SHORT + SLACK

    def test_a_head_that_trickles_holds_no_thread_past_the_deadline(self, api: Api, tracker: Tracker) -> None:
        api.will(trickles_head)
        assert took(lambda: self.ask(tracker, api, 0.4)) < 0.4 + SLACK
        held = tracker._threads[self.client("").name]
        assert took(lambda: held.shutdown(wait=True)) < SLACK

    def test_nobody_listens(self, tracker: Tracker) -> None:
        with carrier() as gone:
            url = gone.url
        outcome = tracker.ask([(self.client(url), self.number)], PATIENT)[0]
        assert isinstance(outcome, Passing)
        assert self.number not in str(outcome)

    def test_truncated_json(self, api: Api, tracker: Tracker) -> None:
        whole = json.dumps(self.good).encode()
        api.will(gives(whole[: len(whole) // 2]))
        assert isinstance(self.ask(tracker, api), Unreadable)

    def test_a_body_shorter_than_announced(self, api: Api, tracker: Tracker) -> None:
        whole = json.dumps(self.good).encode()

        def short(to: Any) -> None:
            gives(whole[:-20], Content_Length=str(len(whole)))(to)
            to.close_connection = True

        api.will(short)
        assert isinstance(self.ask(tracker, api), Passing | Unreadable)

    def test_wrong_json(self, api: Api) -> None:
        for body in (
            *self.wrong,
            b"",
            b"<html>Maintenance</html>",
            b"[" * 200_000,
            b"\xff\xfe{}",
            None,
            3,
            "oui",
        ):
            fresh = Tracker([self.client(api.url)], Limits(), Clock(NOW))
            api.will(gives(body))
            assert isinstance(self.ask(fresh, api), Unreadable), body
            fresh.close()

    def test_a_huge_body_is_given_up(self, api: Api, tracker: Tracker) -> None:
        api.will(gives(b" " * 4_000_000 + json.dumps(self.good).encode()))
        assert isinstance(self.ask(tracker, api), Unreadable)

    def test_a_compressed_body_is_not_unpacked(self, api: Api, tracker: Tracker) -> None:
        api.will(gives(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"))
        assert isinstance(self.ask(tracker, api), Unreadable)

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_a_redirect_is_not_followed(self, api: Api, tracker: Tracker, status: int) -> None:
        with carrier() as elsewhere:
            elsewhere.will(gives(self.good))
            api.will(gives(b"", status, Location=f"{elsewhere.url}/volé"))
            assert isinstance(self.ask(tracker, api), Unreadable)
            assert elsewhere.paths == []

    def test_cookies_are_not_kept(self, api: Api, tracker: Tracker) -> None:
        api.will(gives({}, 500, Set_Cookie="a=b"), gives(self.good))
        self.ask(tracker, api)
        assert "Cookie" not in api.headers[-1]

    def test_neither_number_nor_key_is_logged(
        self, api: Api, tracker: Tracker, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        for status in (500, 401):
            api.will(gives({}, status))
            self.ask(tracker, api)
        assert f"…{self.number[-4:]}" in caplog.text
        assert self.number not in caplog.text
        assert "-42" not in caplog.text
