"""SMS and WhatsApp through Twilio.

Sources: the client library `twilio` (RequestValidator, MessagingResponse) in use here;
https://www.twilio.com/docs/messaging/guides/webhook-request (the parameters),
https://www.twilio.com/docs/messaging/api/message-resource (sending, 1,600 characters),
https://www.twilio.com/docs/usage/webhooks/webhooks-security,
https://www.twilio.com/docs/api/errors (the codes),
https://www.twilio.com/docs/whatsapp/key-concepts (24-hour window).
"""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import parse_qsl, urlparse

from multidict import MultiDict
from twilio.request_validator import RequestValidator, add_port, remove_port
from twilio.twiml.messaging_response import MessagingResponse

from bot.channels.messaging.account import Need
from bot.channels.messaging.api import Reply
from bot.channels.messaging.events import Event, Said, Shown, Undelivered
from bot.channels.messaging.failures import AccountTrouble, Later, Refused, SendFailure, Unreachable
from bot.channels.messaging.platform import Answer, Forged, Incoming, Letter, Limits, Platform, Unreadable
from bot.channels.messaging.signatures import check_token
from bot.channels.messaging.template import Template

SIGNATURE = "x-twilio-signature"
WHATSAPP, SERVICE = "whatsapp:", "MG"
WINDOW = timedelta(hours=24)
FIELDS = 500
KINDS = {"image": "photo", "audio": "voice", "video": "video", "application": "file", "text": "file"}
# Unsubscribed, no such or no mobile number, region not served, window over, no WhatsApp, not reachable.
UNREACHABLE = {21610, 21211, 21612, 21614, 21408, 63016, 63003, 63024, 63032, 30003, 30004, 30005, 30006}
TOO_FAST = {20429, 14107, 63018, 63038, 30001}
TOKEN_REFUSED = {20003, 20005, 20404}


class Twilio(Platform):
    """`number` is ours: « +33… », « whatsapp:+33… », or a messaging service « MG… »."""

    name = "twilio"
    api = "https://api.twilio.com"
    needs = (Need("sid"), Need("number"), Need("auth_token", secret=True))
    limits = Limits(text=1600, asking=1600)
    templates = True  # its name is a ContentSid (HX…), which has its language

    def verify(self, request: Incoming) -> None:
        """The signature is over the address and the form's fields: these are decoded first, nothing more."""
        fields, address = _fields(request), urlparse(request.url)
        keys = [RequestValidator(key) for key in self.account.secrets["auth_token"]]
        addresses = (remove_port(address), add_port(address))  # Twilio itself is not consistent
        expected = [key.compute_signature(one, fields) for key in keys for one in addresses]
        check_token(request.headers.get(SIGNATURE), expected)

    def read(self, request: Incoming) -> list[Event]:
        fields = _fields(request)
        try:
            if fields["AccountSid"] != self.account.values["sid"]:
                return []
            if "Body" not in fields and "MessageStatus" in fields:
                return _status(fields)
            if fields.get("OptOutType"):  # STOP, START, HELP: Twilio answers these itself
                return []
            peer, id, to = fields["From"], fields["MessageSid"], fields["To"]
            if fields["Body"].strip():
                return [Said(peer, id, fields["Body"], to=to)]
            return [Shown(peer, id, _kind(fields), to=to)]
        except KeyError as missing:
            raise Unreadable(f"le champ {missing} manque") from None

    @property
    def address(self) -> str | None:
        number = self.account.values["number"]
        return None if number.startswith(SERVICE) else number

    def window(self, peer: str) -> timedelta | None:
        return WINDOW if peer.startswith(WHATSAPP) else None

    def invite(self, peer: str, template: Template, text: str) -> None:
        filled = {str(place): one for place, one in enumerate(template.filled(text), start=1)}
        form = {self._sender: self.account.values["number"], "To": peer, "ContentSid": template.name}
        if filled:
            form["ContentVariables"] = json.dumps(filled, ensure_ascii=False)
        self._call("POST", "/Messages.json", data=form)

    @property
    def _sender(self) -> str:
        return "MessagingServiceSid" if self.account.values["number"].startswith(SERVICE) else "From"

    def acknowledge(self) -> Answer:
        return Answer(text=str(MessagingResponse()), content_type="text/xml; charset=utf-8")

    def send(self, letter: Letter) -> str:
        form = {self._sender: self.account.values["number"], "To": letter.peer, "Body": letter.part.text}
        sid = self._call("POST", "/Messages.json", data=form).get("sid")
        if not sid:
            raise Later("réponse illisible")
        return str(sid)

    def probe(self) -> str:
        account = self._call("GET", ".json")
        return f"{account.get('friendly_name')} ({account.get('status')})"

    def _call(self, method: str, path: str, **options: object) -> dict[str, object]:
        sid = self.account.values["sid"]
        auth = (sid, self.account.secret("auth_token"))
        reply = self.http.call(method, f"2010-04-01/Accounts/{sid}{path}", auth=auth, **options)
        if reply.status in (200, 201):
            return reply.body
        raise _failure(reply)


def _fields(request: Incoming) -> MultiDict[str]:
    """Raises Forged for what is no form: no signature could be checked."""
    try:
        return MultiDict(
            parse_qsl(request.body.decode("utf-8"), keep_blank_values=True, max_num_fields=FIELDS)
        )
    except ValueError:
        raise Forged("aucun formulaire lisible") from None


def _kind(fields: MultiDict[str]) -> str:
    if "Latitude" in fields:
        return "location"
    return KINDS.get(fields.get("MediaContentType0", "").partition("/")[0], "other")


def _status(fields: MultiDict[str]) -> list[Event]:
    """A status callback, where the merchant has set one up at Twilio."""
    if fields["MessageStatus"] not in ("failed", "undelivered"):
        return []
    reason = f"code {fields.get('ErrorCode', '?')}"
    return [Undelivered(fields["To"], f"{fields['MessageSid']}.failed", reason, to=fields["From"])]


def _failure(reply: Reply) -> SendFailure:
    code = reply.body.get("code")
    words = f"{reply.status}, code {code} : {reply.body.get('message') or ''}"[:200]
    if code in UNREACHABLE:
        return Unreachable(words)
    if code in TOO_FAST or reply.status == 429:
        return AccountTrouble(words, reply.retry_after)
    if code in TOKEN_REFUSED or reply.status in (401, 403, 404):
        return AccountTrouble(f"jeton refusé ({reply.status}, code {code})")
    if reply.status == 400 and code:
        return Refused(words)
    return Later(words, reply.retry_after)
