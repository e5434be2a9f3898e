"""What a project begun with `rasa init` does for an order: look it up, apply one policy, say so."""

from __future__ import annotations

import os
import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.orders.store import Store

MERCHANT = "pictoonline"
# The cancellation policy of that merchant, stage by stage.
CANCEL = {
    "cart": "n'est pas encore payée : il n'y a rien à annuler.",
    "awaiting_payment": "n'est pas encore payée : il n'y a rien à annuler.",
    "paid": "n'est pas encore en production : elle s'annule sans frais, contre un avoir de {total} €.",
    "in_production": "est en production : écrivez-nous pour demander l'arrêt.",
    "cancelled": "est déjà annulée.",
}


class ActionOrder(Action):
    def __init__(self) -> None:
        self._store = Store.open(os.environ["RELAIS_DATABASE_URL"])

    def name(self) -> str:
        return "action_order"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        typed = re.search(r"\d{6}", tracker.latest_message.get("text") or "")
        number = typed.group() if typed else tracker.get_slot("order_number")
        if not number:
            dispatcher.utter_message(text="Quel est votre numéro de commande ?")
            return []
        with self._store.transaction() as tx:
            order = tx.orders.get(MERCHANT, number)
        if order is None:
            dispatcher.utter_message(text=f"Je ne trouve pas la commande {number}.")
            return []
        total = sum(line.amount for line in order.lines)
        known = CANCEL.get(order.stage, "est finalisée : son annulation n'est plus possible.")
        dispatcher.utter_message(text=f"Votre commande {order.number} {known.format(total=total)}")
        return []
