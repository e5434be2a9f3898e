"""The words that are new in a mail: without what it quotes and what stands under it.

Done by mail-parser-reply; what it does not know of French, Belgian and Swiss mail is told here beside it.
"""

from __future__ import annotations

import re

from mailparser_reply import EmailReplyParser

LANGUAGES = ["fr", "en", "de", "nl", "it"]
LONGEST = 6_000  # characters looked at: the library takes minutes for large nonsense
# « Le lun. 16 nov. 2026 à 10:12, Picto <aide@…> a écrit : », which programs wrap anywhere.
_WROTE = re.compile(
    r"^[> \t]*(?:Le|On|Am|Op|Il)\b(?=[^\n]*\d)[^\n]{5,200}(?:\n[^\n]{1,200}){0,2}?"
    r"(?:a écrit|wrote|schrieb|schreef|ha scritto)[^\n]{0,120}:\s*$",
    re.MULTILINE,
)
_ORIGINAL = re.compile(
    r"^[-_ \t]{2,40}(?:Message d[’']origine|Message original|Original Message|Ursprüngliche Nachricht|"
    r"Oorspronkelijk bericht|Messaggio originale)[-_ \t]{2,40}$",
    re.MULTILINE | re.IGNORECASE,
)
_FOOTER = re.compile(
    r"^(?:Envoyé (?:de|depuis|à partir de|avec|via) .{1,80}|Envoyé de mon .{1,40}|Sent from .{1,60}|"
    r"(?:Télécharge[rz]|Obtene[zr]|Obtenir|Get) (?:Outlook|BlueMail|Yahoo) .*|Gesendet (?:von|mit) .{1,60}|"
    r"Von meinem .{1,40} gesendet|Verzonden (?:met|vanaf|vanuit) .{1,60}|Inviato da .{1,60}|[-_*=\s]{2,}|"
    r"Garanti sans virus\..*|Provenance : .{1,30})$",
    re.IGNORECASE,
)


def new_text(body: str) -> str:
    """Empty where all is quoted."""
    text = re.sub("[\u00a0\u202f]", " ", body.replace("\ufeff", "").replace("\u200b", ""))
    text = re.sub(r"[ \t]{3,}", "  ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"\n{3,}", "\n\n", text)[:LONGEST]
    for start in (_WROTE, _ORIGINAL):
        if found := start.search(text):
            before, after = text[: found.start()], text[found.end() :]
            # Nothing before: the answer stands under the quotation, or between its lines.
            below = not before.strip() and any(line.startswith(">") for line in after.split("\n"))
            text = after if below else before
    text = EmailReplyParser(languages=LANGUAGES).parse_reply(text) or ""
    lines = [line.rstrip() for line in text.split("\n") if not line.startswith(">")]
    while lines and (not lines[-1].strip() or _FOOTER.match(lines[-1].strip())):
        lines.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
