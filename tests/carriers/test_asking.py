"""Cache, breaker, deadline and concurrency, the same for every carrier."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from bot.carriers.asking import MOST_WAITING, Limits, Tracker
from bot.carriers.failures import CarrierFailure, Silent, UnknownNumber
from bot.carriers.laposte import LaPoste
from bot.carriers.tracking import Tracking, masked
from tests.carriers.payloads import COLISSIMO, LAPOSTE_UNKNOWN, laposte
from tests.carriers.server import Api, after, gives, took

GOOD = laposte(("PC1", "2026-11-16T18:47:00+01:00"))
NUMBERS = [f"6A123456789{i:02}" for i in range(40)]


def tracker(api: Api, **limits: float) -> Tracker:
    return Tracker([LaPoste(api.url, "k")], Limits(**limits))  # type: ignore[arg-type]


def ask(asking: Tracker, api: Api, *numbers: str, seconds: float = 5.0) -> list[object]:
    return list(asking.ask([(LaPoste(api.url, "k"), number) for number in numbers or (COLISSIMO,)], seconds))


def any_number(to: object) -> None:
    number = to.path.split("/")[-1].split("?")[0]  # type: ignore[attr-defined]
    gives(laposte(("PC1", "2026-11-16T18:47:00+01:00"), number=number))(to)  # type: ignore[arg-type]


def test_a_number_is_asked_once_while_its_answer_is_fresh(api: Api) -> None:
    api.will(gives(GOOD))
    asking = tracker(api)
    assert ask(asking, api) == ask(asking, api)
    assert len(api.paths) == 1


def test_an_unknown_number_too(api: Api) -> None:
    api.will(gives(LAPOSTE_UNKNOWN, 404))
    asking = tracker(api)
    assert isinstance(ask(asking, api)[0], UnknownNumber)
    assert isinstance(ask(asking, api)[0], UnknownNumber)
    assert len(api.paths) == 1


def test_a_failure_is_not_kept(api: Api) -> None:
    api.will(gives({}, 500), gives({}, 500), gives({}, 500), gives(GOOD))
    asking = tracker(api)
    assert isinstance(ask(asking, api, seconds=2)[0], CarrierFailure)
    assert isinstance(ask(asking, api)[0], Tracking)


def test_an_old_answer_is_asked_for_again(api: Api) -> None:
    api.will(gives(GOOD))
    asking = tracker(api, cache_seconds=0.1)
    ask(asking, api)
    time.sleep(0.15)
    ask(asking, api)
    assert len(api.paths) == 2


def test_several_parcels_are_asked_about_side_by_side(api: Api) -> None:
    api.will(after(0.5, any_number))
    asking = tracker(api)
    seconds = took(lambda: ask(asking, api, *NUMBERS[:6]))
    assert api.most_at_once == 6
    assert seconds < 2.5  # one after the other they would take 3


def test_many_who_ask_the_same_at_once_ask_once(api: Api) -> None:
    api.will(after(0.2, gives(GOOD)))
    asking = tracker(api)
    with ThreadPoolExecutor(20) as people:
        found = [future.result()[0] for future in [people.submit(ask, asking, api) for _ in range(20)]]
    assert all(isinstance(one, Tracking) for one in found)
    assert len(api.paths) == 1


def test_the_breaker_opens_after_failures_in_a_row_and_then_nobody_asks(api: Api) -> None:
    api.will(gives(b"{"))
    asking = tracker(api, failures=3, pause_seconds=30)
    for number in NUMBERS[:3]:
        ask(asking, api, number)
    api.will(gives(GOOD))
    assert took(lambda: ask(asking, api)) < 1
    assert isinstance(ask(asking, api)[0], Silent)
    assert len(api.paths) == 3


def test_the_breaker_half_opens_after_the_pause_with_one_trial(api: Api) -> None:
    api.will(gives(b"{"))
    asking = tracker(api, failures=2, pause_seconds=0.8)
    for number in NUMBERS[:2]:
        ask(asking, api, number)
    time.sleep(0.9)
    asked = len(api.paths)
    api.will(after(0.2, gives(b"{")))
    ask(asking, api, *NUMBERS[5:10])  # the trial fails: open again
    assert len(api.paths) == asked + 1
    time.sleep(0.9)
    api.will(gives(GOOD))
    assert isinstance(ask(asking, api)[0], Tracking)  # the trial succeeds: closed
    api.will(any_number)
    assert all(isinstance(one, Tracking) for one in ask(asking, api, *NUMBERS[10:14]))


def test_unknown_numbers_do_not_open_the_breaker(api: Api) -> None:
    api.will(gives(LAPOSTE_UNKNOWN, 404))
    asking = tracker(api, failures=2, pause_seconds=30)
    for number in NUMBERS[10:15]:
        ask(asking, api, number)
    api.will(gives(GOOD))
    assert isinstance(ask(asking, api)[0], Tracking)


def test_one_carriers_breaker_is_not_anothers(api: Api) -> None:
    from bot.carriers.dhl import Dhl
    from tests.carriers.payloads import EXPRESS, dhl

    post, express = LaPoste(api.url, "k"), Dhl(api.url, "k")
    asking = Tracker([post, express], Limits(failures=1, pause_seconds=30))
    api.will(gives(b"{"))
    asking.ask([(post, COLISSIMO)], 1)
    api.will(gives(dhl(("transit", "2026-11-16T18:47:00"))))
    assert isinstance(asking.ask([(express, EXPRESS)], 1)[0], Tracking)


def test_a_crowd_at_a_hanging_carrier_waits_for_its_deadline_and_no_longer(api: Api) -> None:
    api.will(after(30, any_number))
    asking = tracker(api, failures=1000)
    with ThreadPoolExecutor(40) as people:
        waits = list(
            people.map(lambda n: took(lambda: ask(asking, api, n, seconds=0.5)), NUMBERS[: MOST_WAITING + 8])
        )
    assert max(waits) < 3


def test_no_time_means_no_question(api: Api) -> None:
    asking = tracker(api)
    assert isinstance(ask(asking, api, seconds=0)[0], Silent)
    assert api.paths == []


def test_an_event_of_the_day_after_tomorrow_is_left_out(api: Api) -> None:
    api.will(gives(laposte(("DI1", "2999-01-01T00:00:00+01:00"), ("PC1", "2020-01-01T00:00:00+01:00"))))
    found = ask(tracker(api), api)[0]
    assert isinstance(found, Tracking)
    assert [one.code for one in found.events] == ["PC1"]


def test_masked_numbers_keep_their_end() -> None:
    assert (masked(COLISSIMO), masked("6A 1")) == ("…8901", "…")
