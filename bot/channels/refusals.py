"""Refusing a request: a status and a kind French sentence."""

from __future__ import annotations

from typing import Any

NO_SESSION = "Votre session a expiré. Rechargez la page pour reprendre la conversation."
UNREADABLE = "Cette demande est illisible."
UNKNOWN_MERCHANT = "Cette boutique n'est pas connue ici."
UNKNOWN_CUSTOMER = "Ce client n'est pas connu de cette boutique."
TOO_LONG = "Votre message est un peu long : pouvez-vous le dire en {limit} caractères au plus ?"
EMPTY = "Votre message est vide."
TOO_FAST = "Un instant, s'il vous plaît : je réponds d'abord à vos messages précédents."
ELSEWHERE = "Ce site n'est pas autorisé à ouvrir une conversation."
BUSY = "Nous ne pouvons pas prendre votre message pour le moment. Réessayez dans quelques instants."
FULL = (
    "Beaucoup de clients nous écrivent en ce moment, et votre message n'a pas été pris. "
    "Réessayez dans quelques secondes, s'il vous plaît."
)
NOT_JSON = "Cette demande doit être écrite en JSON."
TOO_BIG = "Cette demande est trop volumineuse. Écrivez-nous plus court, s'il vous plaît."
TOO_SLOW = "Votre demande n'est pas arrivée en entier. Vérifiez votre connexion et réessayez."
TOO_MANY_MESSAGES = "Vous écrivez plus vite que je ne lis ! Réessayez dans un petit moment, s'il vous plaît."
TOO_MANY_RATINGS = "Merci pour vos avis ! Réessayez dans un petit moment, s'il vous plaît."
NO_ANSWER = "Cette réponse n'est pas dans votre conversation."
TOO_MANY_SESSIONS = "Trop de conversations viennent d'être ouvertes. Réessayez dans un petit moment."
TOO_MANY_STREAMS = (
    "Cette conversation est déjà ouverte dans plusieurs onglets. Fermez-en un, s'il vous plaît."
)
NOT_HERE = "Cette adresse n'existe pas ici."
NOT_SO = "Cette adresse ne se demande pas de cette façon."
FAILED = (
    "Toutes nos excuses : un incident technique nous empêche de répondre. Réessayez dans quelques instants."
)

NO_PHOTO_HERE = "Dites-moi d'abord ce qui est arrivé à votre article : votre photo ira avec votre demande."
TOO_MANY_PHOTOS = "Merci, {limit} photos suffisent : une personne vous en demandera d'autres si besoin."
PHOTO_TOO_BIG = "Cette photo est trop lourde : {limit} Mo au plus. Une photo plus petite ira très bien."
PHOTO_TOO_LARGE = "Cette photo a trop de pixels pour être lue ici. Une photo plus petite ira très bien."
PHOTO_WHAT = "Ce fichier n'est pas une photo que je sais lire : envoyez un JPEG, un PNG ou un WebP."
NOT_A_PHOTO = "Je n'arrive pas à lire cette photo. Envoyez-en une autre, en JPEG, PNG ou WebP."
ONE_PHOTO = "Un instant, s'il vous plaît : une photo est déjà en route."
PHOTO_SAID = "Photo jointe"
PHOTO_KEPT = "Merci, votre photo est jointe à votre demande {reference}."
PHOTO_WAITS = "Merci, votre photo est bien reçue : elle accompagnera votre demande."


class Refusal(Exception):
    def __init__(self, status: int, message: str, retry_after: int | None = None) -> None:
        """`retry_after`: after how many seconds it is worth asking again."""
        super().__init__(message)
        self.status = status
        self.message = message
        self.retry_after = retry_after


def text_of(body: dict[str, Any], name: str, longest: int, required: bool = True) -> str | None:
    """A text field. Raises Refusal."""
    value = body.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str) or not value or len(value) > longest:
        raise Refusal(400, UNREADABLE)
    return value
