"""What Relais itself says on messaging channels, to customers and to staff."""

from __future__ import annotations

from bot.orders.tickets import FOR_STAFF

BY_NUMBER = "Répondez par le numéro de votre choix."
TOO_LONG = "Votre message est un peu long : pouvez-vous le dire en {limit} caractères au plus ?"

# kind -> how the transcript names it, what the customer reads
SHOWN = {
    "photo": (
        "[photo]",
        "Merci ! Je ne peux pas encore regarder les photos ici : dites-moi en quelques mots ce que montre la "
        "vôtre.",
    ),
    "voice": (
        "[message vocal]",
        "Je ne peux pas encore écouter les messages vocaux. Pouvez-vous m'écrire votre demande ?",
    ),
    "video": (
        "[vidéo]",
        "Je ne peux pas encore regarder les vidéos. Dites-moi en quelques mots ce que montre la vôtre.",
    ),
    "file": (
        "[document]",
        "Je ne peux pas encore ouvrir les documents. Dites-moi en quelques mots ce que contient le vôtre.",
    ),
    "sticker": ("[autocollant]", "Merci ! Si vous avez une question sur une commande, écrivez-la-moi."),
    "location": (
        "[position]",
        "Merci, mais je ne sais pas lire une position. Écrivez-moi votre demande en quelques mots.",
    ),
    "contact": (
        "[contact]",
        "Merci, mais je ne sais pas lire une fiche de contact. Écrivez-moi votre demande en quelques mots.",
    ),
    "edited": (
        "[message corrigé]",
        "Je ne vois pas les corrections d'un message déjà envoyé : renvoyez-le-moi, s'il vous plaît.",
    ),
    "other": (
        "[contenu non lu]",
        "Je ne sais lire que les messages écrits. Pouvez-vous m'écrire votre demande ?",
    ),
}

# Tickets
NOT_DELIVERED = FOR_STAFF
HELD = (
    "Une réponse au client attend : {reason} ({channel}). Elle partira dès que le client écrira de nouveau ; "
    "sinon, joignez-le par un autre moyen. La réponse : « {text} »"
)
REFUSED = "La plateforme {channel} a refusé une réponse au client ({reason}). La réponse : « {text} »"
FAILED_LATER = "La plateforme {channel} n'a pas pu remettre une réponse au client : {reason}."
TOO_OFTEN = (
    "Un expéditeur écrit sans cesse ({channel}), peut-être un automate : ses derniers messages n'ont pas "
    "reçu de réponse. Lisez-les dans la boîte."
)
WINDOW_CLOSED = (
    "le client n'a pas écrit depuis plus de {hours} h et la plateforme n'accepte plus de message libre"
)
INVITED = " ; le modèle « {name} » l'invite à écrire"
NOT_INVITED = " ; le modèle « {name} » n'a pas pu partir ({reason})"
