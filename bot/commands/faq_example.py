"""What `relais faq new` writes; @KEY@ and @CLAUSE@ are filled in."""

from __future__ import annotations

MERCHANT = """\
# La fiche du marchand. Les réponses disent {{ contacts.support }} ou {{ links.… }} : rien n'est inventé,
# ce qu'aucun document ne donne reste vide, ou est marqué « demo: true » sous le domaine réservé .invalid.
merchant: @KEY@
name: la boutique @KEY@                 # comme dans « Les pages d'aide de … »
person: notre service client            # à qui l'assistant passe la main
document: "À remplacer : titre du document qui fait foi"
order_number_example: "1001"
contacts:
  support: {value: service@@KEY@.invalid, demo: true}
"""

TOPIC = """\
# Une table de décision : chaque situation rencontre exactement une règle, et c'est prouvé au chargement.
topic: cancel_order
subject: order                          # order, line, parcel, returned_line ou code
source: "À remplacer : section du document"
in_force: {from: 2020-01-01}            # la date de la commande choisit les règles en vigueur
information:                            # la règle en général, pour qui ne s'identifie pas
  clauses: [@CLAUSE@]
  reply: >-
    Une commande peut être annulée tant qu'elle n'est pas expédiée, par notre service client
    ({{ contacts.support }}).
rules:
  - name: pas encore expédiée
    when: {dispatch: none, order_cancelled: false}
    clauses: [@CLAUSE@]
    outcome: via_support
    reply: >-
      Votre commande {{ order_number }} n'est pas encore expédiée,
      elle peut donc être annulée par notre service client.
    offer:                              # ce que l'assistant fait lui-même, après un oui
      effect: open_ticket
      reason: cancel_order
      does: ouvrir un ticket pour faire annuler la commande {{ order_number }}
      done: C'est transmis à notre service client sous le numéro {{ reference }}.
  - name: expédiée, au moins en partie
    when: {dispatch: [partly, all], order_cancelled: false}
    clauses: [@CLAUSE@]
    outcome: refused
    reply: >-
      Votre commande {{ order_number }} est déjà expédiée, au moins en partie :
      elle ne peut plus être annulée.
  - name: déjà annulée                  # sans clause : l'assistant dit ce qu'il sait, et offre une personne
    when: {order_cancelled: true}
    outcome: undocumented
"""

CASES = """\
# Un cas par règle au moins : une situation, et la réponse attendue.
- case: rien n'est expédié
  now: 2026-11-18T10:00:00+01:00
  order: {number: "1001", stage: paid}
  expect: [{outcome: via_support, clauses: [@CLAUSE@], subject: order, offer: open_ticket}]
  says: [pas encore expédiée]
- case: déjà expédiée
  now: 2026-11-18T10:00:00+01:00
  order: {number: "1001", stage: dispatched}
  expect: [{outcome: refused, clauses: [@CLAUSE@], subject: order}]
- case: déjà annulée
  now: 2026-11-18T10:00:00+01:00
  order: {number: "1001", stage: cancelled}
  expect: [{outcome: undocumented, subject: order, offer: open_ticket}]
- case: qui ne s'identifie pas reçoit la règle
  now: 2026-11-18T10:00:00+01:00
  identified: false
  expect: [{outcome: information, clauses: [@CLAUSE@]}]
"""
