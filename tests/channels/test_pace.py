"""When a server takes no more turns because those it has are slow."""

from __future__ import annotations

from itertools import count

from bot.channels.pace import CROWDED, FEW, LATEST, LONGEST, SLOW, Pace


def pace(*seconds: float) -> Pace:
    pace = Pace()
    for one in seconds:
        pace.took(one)
    return pace


def test_a_server_whose_turns_are_all_slow_takes_no_more() -> None:
    assert not pace(*[SLOW + 0.1] * LATEST).room_beside(FEW)


def test_a_few_are_always_taken_so_that_it_is_noticed_when_all_goes_well_again() -> None:
    slow = pace(*[SLOW + 0.1] * LATEST)
    assert slow.room_beside(FEW - 1)
    for _ in range(LATEST // 4 + 1):
        slow.took(0.1)
    assert slow.room_beside(50)


def test_turns_that_hang_beside_quick_ones_are_no_crowd() -> None:
    assert pace(*[4.2] * (LATEST // 2), *[0.1] * (LATEST // 2)).room_beside(50)


def test_a_server_that_has_just_begun_has_room() -> None:
    assert pace(*[9.0] * (LATEST - 1)).room_beside(50)


def test_a_crowd_that_would_wait_too_long_is_told_before_its_turns_are_slow() -> None:
    ten_a_second = count(step=0.1)
    crowd = Pace(clock=lambda: float(next(ten_a_second)))
    for _ in range(LATEST):
        crowd.took(CROWDED + 0.1)  # of those who came when it was smaller
    assert crowd.room_beside(FEW)
    assert not crowd.room_beside(round(LONGEST / 0.1) + 3)


def test_when_nothing_ends_any_more_the_crowd_is_too_large() -> None:
    now = [0.0]
    crowd = Pace(clock=lambda: now[0])
    for _ in range(LATEST):
        now[0] += 0.01
        crowd.took(CROWDED + 0.1)
    assert crowd.room_beside(20)
    now[0] += LONGEST
    assert not crowd.room_beside(20)


def test_a_lull_before_a_crowd_says_nothing_of_its_pace() -> None:
    now = [0.0]
    one_a_minute = Pace(clock=lambda: now[0])
    for _ in range(2 * LATEST):
        now[0] += 60.0
        assert one_a_minute.room_beside(0)
        one_a_minute.took(CROWDED + 0.1)
    assert one_a_minute.room_beside(FEW)
