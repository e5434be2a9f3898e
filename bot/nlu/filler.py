"""Messages that only give a number, an address or a code."""
from bot.nlu.lexicon import Lexicon
from bot.nlu.normalise import normalise
from bot.nlu.spans import Span

# Folded words that add nothing to "voici mon numéro : 204001"; written as the normaliser leaves them.
_FILLER = frozenset(
    "voici voila tenez tiens c est ce sont la le les l ma mon mes votre notre de du d des et est a alors donc euh hum ah oui ok bonjour merci s il vous te plait "
    "numero no n nr commande achat reference dossier facture client compte mail adresse electronique e courriel suivi colis envoi chronopost colissimo code codes promo promotionnel "
    "reduction coupon bon il s agit pour avec moi je suis j ai numeros suivant suivante en cours dit recu mien mienne celle celui ci pardon desole desolee cordialement "
    "sera ce au nom sous voila bien sur aussi puis ou plutot mais non pas".split()
)


def only_informs(text: str, entities: list[Span], lexicon: Lexicon) -> bool:
    """Whether nothing is left of `text` but filler once its entities are taken out. False without an entity."""
    if not entities:
        return False
    rest, end = [], 0
    for span in entities:
        rest.append(text[end:span.start])
        end = span.end
    rest.append(text[end:])
    words = normalise(" ".join(rest), lexicon).tokens
    return len(words) <= 14 and all(word in _FILLER or word in "!?" for word in words)
