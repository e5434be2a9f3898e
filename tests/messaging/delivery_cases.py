"""What holds for every platform when something is to be sent, against its server on loopback."""

from __future__ import annotations

from tests.messaging.line import Line
from tests.messaging.trouble_cases import TroubleCases


class DeliveryCases(TroubleCases):
    def test_what_is_said_is_sent_once_and_in_order(self, line: Line) -> None:
        for text in ("un", "deux", "trois"):
            line.says(text)
        line.deliver()
        assert line.deliver() == []
        assert line.texts == ["un", "deux", "trois"]
        assert {one.peer for one in line.sent} == {line.customer}

    def test_a_late_reply_of_a_person_is_just_another_one(self, line: Line) -> None:
        line.says("Je transmets votre demande.")
        line.deliver()
        line.wait(hours=2)
        line.says("Bonjour, c'est Nadia du service client.")
        line.deliver()
        assert line.texts[-1] == "Bonjour, c'est Nadia du service client."

    def test_buttons_are_shown_natively_or_numbered_and_the_number_is_understood(self, line: Line) -> None:
        line.says("On annule ?", "Oui, allez-y", "Non merci")
        line.deliver()
        (sent,) = line.sent
        if line.speaker.native:
            assert sent.buttons == ("Oui, allez-y", "Non merci")
            line.writes("Oui, allez-y")
        else:
            assert sent.buttons == ()
            assert "1. Oui, allez-y\n2. Non merci" in sent.text
            line.writes("1.")
        assert line.heard == "Oui, allez-y"

    def test_more_buttons_than_there_is_room_for_become_a_list(self, line: Line) -> None:
        titles = [f"Commande 2040{place:02d} du lundi 3 novembre" for place in range(1, 16)]
        line.says("Laquelle ?", *titles)
        line.deliver()
        assert line.sent[-1].buttons == ()
        assert "12. Commande 204012 du lundi 3 novembre\n" in "".join(line.texts)
        line.writes("12")
        assert line.heard == titles[11]

    def test_a_number_means_nothing_once_something_else_was_said(self, line: Line) -> None:
        line.says("Laquelle ?", *[f"Commande 2040{place:02d} du lundi 3 novembre" for place in range(1, 16)])
        line.says("Un instant.")
        line.deliver()
        line.writes("2")
        assert line.heard == "2"

    def test_a_long_text_is_split_at_the_limit_and_nothing_of_it_is_lost(self, line: Line) -> None:
        words = [f"mot{place}" for place in range(1200)]
        line.says(" ".join(words), "Oui, allez-y", "Non merci")
        line.deliver()
        assert len(line.sent) > 1  # each is within the limit: the platform's side asserts it
        said = " ".join(line.texts)
        assert [word for word in said.split() if word.startswith("mot")] == words
        assert all(not one.buttons for one in line.sent[:-1])

    def test_emoji_and_long_words_are_split_too(self, line: Line) -> None:
        line.says("🙂" * (line.speaker.limit + 10))
        line.deliver()
        assert "".join(line.texts) == "🙂" * (line.speaker.limit + 10)
