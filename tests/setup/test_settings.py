"""Settings, their table and the demo's own key."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.config import as_markdown, config, shown
from bot.settings import Settings, SettingsError, load
from bot.signing import signing_key
from tests.processes import ROOT

LONG = "0123456789abcdef0123456789abcdef"


def test_defaults_are_the_demo_on_the_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load()
    assert (settings.mode, settings.host, settings.port) == ("demo", "127.0.0.1", 5005)
    assert settings.database_url == "sqlite:///relais.db"
    assert settings.address == "http://127.0.0.1:5005/"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODE", "production"),
        ("MODE", "test"),
        ("PORT", "beaucoup"),
        ("PORT", "0"),
        ("SECRET", "court"),
        ("SHOP_SECRETS", "pas du json"),
        ("TURN_TIMEOUT", "-1"),
        ("DEVELOPER_CHANNELS", "rest,callback"),
        ("KEEP_MESSAGES_DAYS", "-1"),
    ],
)
def test_a_wrong_setting_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"RELAIS_{name}", value)
    with pytest.raises(SettingsError) as refused:
        load()
    assert "\n" not in str(refused.value)
    if name == "MODE" and value == "production":
        monkeypatch.setenv("RELAIS_SECRET", LONG)
        assert not load().demo


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("MODE", "production", "RELAIS_DEVELOPER_CHANNELS ne va pas avec RELAIS_MODE=production."),
        ("HOST", "0.0.0.0", "RELAIS_DEVELOPER_CHANNELS demande RELAIS_HOST=127.0.0.1."),
        ("HOST", "shop.example", "RELAIS_DEVELOPER_CHANNELS demande RELAIS_HOST=127.0.0.1."),
    ],
)
def test_developers_doors_stay_on_their_machine(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv("RELAIS_DEVELOPER_CHANNELS", "rest, api")
    monkeypatch.setenv("RELAIS_SECRET", LONG)
    assert load().developer_doors == ["rest", "api"]
    monkeypatch.setenv(f"RELAIS_{name}", value)
    with pytest.raises(SettingsError) as refused:
        load()
    assert str(refused.value) == told


def test_every_setting_is_described_in_both_languages() -> None:
    for field in Settings.__fields__.values():
        assert field.field_info.description
        assert field.field_info.extra["english"]


def test_the_page_about_configuration_is_current() -> None:
    assert (ROOT / "docs/configuration.md").read_text() == as_markdown(), (
        "relais config --markdown > docs/configuration.md"
    )


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_SECRET", LONG)
    monkeypatch.setenv("RELAIS_SHOP_SECRETS", f'{{"inno": "{LONG}"}}')
    monkeypatch.setenv("RELAIS_DATABASE_URL", "postgresql://relais:motdepasse@host/relais")
    output = CliRunner().invoke(config, env={"COLUMNS": "300"}).output
    assert "RELAIS_DATABASE_URL" in output
    assert LONG not in output
    assert "motdepasse" not in output
    assert shown("postgresql://a:b@h/d") == "postgresql://a:***@h/d"


def test_the_demo_makes_a_key_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path / "state")
    key = signing_key(settings)
    assert len(key) >= 32
    assert signing_key(settings) == key
    assert stat.S_IMODE((tmp_path / "state" / "secret").stat().st_mode) == 0o600
    assert signing_key(Settings(state_dir=tmp_path / "other")) != key


def test_the_environment_is_read_in_one_place() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for folder in ("bot", "actions")
        for path in (ROOT / folder).rglob("*.py")
        if any(word in path.read_text() for word in ("os.getenv", "environ.get", 'environ["RELAIS'))
    ]
    assert readers == []
