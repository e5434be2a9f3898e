"""A real IMAP server, Dovecot, on a free loopback port, with a configuration and a mailbox of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from imap_tools import MailBoxUnencrypted

from tests.processes import free_port

USER, PASSWORD = "picto", "cle:de@test/1"
CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password={{PLAIN}}{password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
first_valid_uid = 1
first_valid_gid = 1
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def dovecot_path() -> str | None:
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@dataclass
class Dovecot:
    """`stop` and `start` may be called while clients are connected."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"imap://{USER}:cle%3Ade%40test%2F1@127.0.0.1:{self.port}"

    def client(self) -> MailBoxUnencrypted:
        box = MailBoxUnencrypted("127.0.0.1", self.port, timeout=20)
        box.login(USER, PASSWORD)
        return box

    def deliver(self, *mails: bytes) -> None:
        with self.client() as box:
            for mail in mails:
                box.append(mail, "INBOX")

    def flags(self) -> list[set[str]]:
        """Of each mail, in the order in which they came."""
        with self.client() as box:
            return [set(one.flags) for one in box.fetch(mark_seen=False, headers_only=True)]

    def empty(self) -> None:
        with self.client() as box:
            box.delete(box.uids())

    def start(self) -> None:
        binary = dovecot_path()
        assert binary
        command = [binary, "-F", "-c", str(self.folder / "dovecot.conf")]
        self.process = subprocess.Popen(command, **_somebody(), cwd=self.folder)  # type: ignore[call-overload]
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError((self.folder / "dovecot.log").read_text()[-2000:])

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    folder = Path(tempfile.mkdtemp(prefix="relais-dovecot-"))
    who = _somebody()
    uid, gid = int(who.get("user", os.getuid())), int(who.get("group", os.getgid()))
    running = Dovecot(folder, free_port())
    text = CONFIGURATION.format(
        folder=folder,
        user=_name("passwd", uid),
        group=_name("group", gid),
        uid=uid,
        gid=gid,
        port=running.port,
        password=PASSWORD,
    )
    (folder / "dovecot.conf").write_text(text)
    os.chown(folder, uid, gid)
    try:
        running.start()
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _somebody() -> dict[str, int]:
    """Nobody special: root hands over to `nobody`, anybody else stays who they are."""
    return {"user": 65534, "group": 65534} if os.getuid() == 0 else {}


def _name(database: str, id: int) -> str:
    line = subprocess.run(["getent", database, str(id)], capture_output=True, text=True, check=True).stdout
    return line.partition(":")[0]
