"""Facts that only the customer can state, and refusals to identify, read from their words."""

from __future__ import annotations

import pytest

from bot.dialogue.refusal import looks_like_refusal
from bot.dialogue.said import stated


@pytest.mark.parametrize(
    ("message", "fact"),
    [
        ("j'ai vérifié", "checked"),
        ("jai deja regardé partout", "checked"),
        ("j'ai bien cherché autour de la maison", "checked"),
        ("on a demandé au gardien", "checked"),
        ("nous avons contacté la poste", "checked"),
        ("les voisins n'ont rien", "checked"),
        ("le gardien ne l'a pas", "checked"),
        ("rien chez mes voisins", "checked"),
        ("non ni les voisins ni la gardienne", "checked"),
        ("nan ni chez le gardien ni dans la boite", "checked"),
        ("c'est fait", "checked"),
        ("ça y est vérifié", "checked"),
        ("déjà fait", "checked"),
        ("j'ai appelé le bureau de poste", "checked"),
        ("encore une fois je n'ai rien reçu", "happened_before"),
        ("c'est déjà arrivé", "happened_before"),
        ("c'est la deuxième fois", "happened_before"),
        ("à chaque fois pareil", "happened_before"),
        ("annulez un seul des deux livres svp", "only_a_part"),
        ("je peux annuler juste un article ?", "only_a_part"),
        ("annuler une partie de ma commande", "only_a_part"),
        ("j'en ai pris 2 au lieu d'un, annulez-en un", "only_a_part"),
        ("annulez, mais pas toute la commande", "only_a_part"),
        ("je n'arrive pas à me connecter", "about_site"),
        ("le site plante", "about_site"),
        ("mot de passe oublié", "about_site"),
        ("mon compte est bloqué", "about_site"),
        ("l'adresse de facturation est fausse", "about_billing"),
        ("changer la facture", "about_billing"),
        ("j'ai changé d'avis", "other_motive"),
        ("j'en ai pris un en trop", "other_motive"),
        ("il ne me plaît pas", "other_motive"),
    ],
)
def test_stated(message: str, fact: str) -> None:
    assert stated(message).get(fact) is True


@pytest.mark.parametrize(
    "message",
    [
        "je n'ai pas encore vérifié",
        "je veux juste annuler ma commande",
        "annulez les deux commandes",
        "j'ai un seul colis sur les deux",
        "je n'ai demandé ni aux voisins ni à la gardienne",
        "j'ai croisé ni le gardien ni les voisins",
        "pas encore",
        "j'ai pas regardé",
        "je vais appeler la poste",
        "dois-je demander aux voisins ?",
        "mon colis est marqué livré",
        "bonjour",
        "l'imprimante fait des bourrages",
        "",
    ],
)
def test_nothing_stated(message: str) -> None:
    assert stated(message) == {}


@pytest.mark.parametrize(
    "message",
    [
        "je ne veux pas donner mon mail",
        "je préfère ne pas donner mes informations",
        "je donne pas mon adresse",
        "je refuse de communiquer mon e-mail",
        "ça ne vous regarde pas",
        "c'est confidentiel",
        "je partage pas mes données personnelles",
        "sans m'identifier",
        "je ne l'ai plus",
        "je l'ai pas sous la main",
        "aucune idée",
        "je sais pas",
        "je ne sais plus",
        "je ne connais pas mon numéro",
        "je retrouve plus le numéro",
        "j'ai perdu le mail",
        "j'ai pas de numéro de commande",
        "je n'ai aucun numéro",
        "j'ai pas reçu de numéro",
        "je sais plus quelle adresse j'ai utilisée",
        "je me souviens plus",
        "pas de numéro",
    ],
)
def test_a_refusal(message: str) -> None:
    assert looks_like_refusal(message)


@pytest.mark.parametrize(
    "message",
    [
        "TP-50001",
        "mon mail c'est lea@example.org",
        "voici mon numéro : TP-50001",
        "j'ai bien mon numéro",
        "oui j'ai le numéro de commande",
        "je veux annuler ma commande",
        "où est mon colis",
        "bonjour",
        "merci",
        "",
    ],
)
def test_no_refusal(message: str) -> None:
    assert not looks_like_refusal(message)
