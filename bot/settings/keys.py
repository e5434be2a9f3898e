"""Mode and keys."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseSettings, SecretStr, validator

from bot.settings.field import field

SECRET_LENGTH = 32


class Keys(BaseSettings):
    mode: Literal["demo", "production"] = field(
        "demo",
        "demo : page d'essai et clients de démonstration ; production : portes fermées",
        "demo: trial page and demo customers; production: closed doors",
    )
    secret: SecretStr | None = field(
        None,
        "Clé qui signe les sessions (32 caractères au moins) ; obligatoire en production",
        "Key that signs sessions (32 characters at least); required in production, made at random in demo",
    )
    previous_secrets: list[SecretStr] = field(
        [],
        'Anciennes clés, en JSON ["clé"] : elles ne signent plus, mais leurs sessions restent valables',
        'Earlier keys as JSON ["key"]: they sign no more, but their sessions stay valid until they expire',
    )
    shop_secrets: dict[str, SecretStr | list[SecretStr]] = field(
        {},
        'Clés des boutiques, en JSON {"marchand": "clé" ou ["clé", …]} : secret partagé (HS256) ou clé '
        "publique PEM (EdDSA) ; elles signent leurs clients connectés",
        'Keys of the shops as JSON {"merchant": "key" or ["key", …]}: a shared secret (HS256) or a public '
        "key as PEM (EdDSA); with them shops sign their customers in",
    )

    @validator("secret")
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SECRET_LENGTH:
            raise ValueError(f"il faut {SECRET_LENGTH} caractères au moins")
        return value

    @validator("previous_secrets", each_item=True)
    def _old_ones_too(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < SECRET_LENGTH:
            raise ValueError(f"il faut {SECRET_LENGTH} caractères au moins")
        return value

    @validator("shop_secrets")
    def _shop_keys_long_enough(cls, value: dict[str, Any]) -> dict[str, Any]:
        for keys in value.values():
            for key in keys if isinstance(keys, list) else [keys]:
                if len(key.get_secret_value()) < SECRET_LENGTH:
                    raise ValueError(f"il faut {SECRET_LENGTH} caractères au moins")
        return value

    def shop_keys(self, merchant: str) -> list[str]:
        keys = self.shop_secrets.get(merchant, [])
        return [key.get_secret_value() for key in (keys if isinstance(keys, list) else [keys])]

    @property
    def demo(self) -> bool:
        return self.mode == "demo"
