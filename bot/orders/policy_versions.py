"""The published versions of the merchants' policies: the newest of each merchant is the active one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from bot.orders.work_tables import policy_versions


class PolicyRepository:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def active(self) -> dict[str, str]:
        """Merchant -> hash of the active version; merchants that never published are not there."""
        newest = select(func.max(policy_versions.c.id)).group_by(policy_versions.c.merchant)
        query = select(policy_versions.c.merchant, policy_versions.c.hash)
        rows = self._connection.execute(query.where(policy_versions.c.id.in_(newest)))
        return {row.merchant: row.hash for row in rows}

    def files(self, merchant: str, hash: str) -> dict[str, str] | None:
        """The texts of that version by file name."""
        same = (policy_versions.c.merchant == merchant) & (policy_versions.c.hash == hash)
        query = select(policy_versions.c.files).where(same).order_by(policy_versions.c.id.desc()).limit(1)
        found: dict[str, str] | None = self._connection.execute(query).scalar_one_or_none()
        return found

    def publish(self, merchant: str, hash: str, files: dict[str, str], at: datetime) -> None:
        """From its commit on this is the active version."""
        values = {"merchant": merchant, "hash": hash, "files": files, "published_at": at}
        self._connection.execute(insert(policy_versions), values)
