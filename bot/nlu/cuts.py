"""Where a message with two requests could be cut in two."""

import re
from dataclasses import dataclass

from bot.nlu.entities.wording import either

# What begins a second request, from the plainest sign down; the first that fits names the kind of the cut.
_STRONG = either(
    "sinon par_ailleurs d'ailleurs au_fait au_passage autre_chose autre_question autre_sujet deuxième_chose "
    "deuxième_question seconde_question deuxièmement secondo d'autre_part ensuite également pareillement "
    "en_même_temps pendant_que_j'y_suis pendant_que_je_vous tant_que_vous_y tant_que_j'y tant_qu'on_y "
    "pendant_qu'on_y profitez-en j'en_profite en_profiter par_la_même_occasion question_subsidiaire à_propos "
    "dernière_chose autre_point deuxième_point maintenant_que ah_et oh_et et_sinon et_aussi et_puis et_autre "
    "et_au_fait et_par_ailleurs et_d'ailleurs et_en_plus et_tant_que et_pendant et_pour_couronner et_après "
    "et_en_général et_ensuite en_plus aussi puis idem"
)
_ASKS = (
    r"(?:est-?\s?ce|c'est\s+quoi|comment|combien|quand|quel(?:le)?s?|où|ou\s+est|pourquoi|pouvez|puis-?je|"
    r"peut-?\s?on|on\s+peut|vous\s+(?:pouvez|avez|prenez|acceptez|auriez)|avez|auriez|serait-?il|je\s+(?:veux|"
    r"voudrais|souhaite|préfère|peux|dois)|j'aimerais|il\s+faudrait|faut|faites|annulez|remboursez|rendez|"
    r"changez|mettez|rajoutez|dites|donnez|envoyez|merci\s+de)"
)
_KINDS = (
    ("strong", re.compile(rf"(?:(?<=[\s,.;:!?…-])|(?<=^)){_STRONG}(?!\w)", re.IGNORECASE)),
    (
        "sentence",
        re.compile(
            r"(?<=[.!?…;\u2600-\u27bf\ufe0f\U0001f300-\U0001faff])\s+(?=\w)|\n+|\s[-–—/+]\s|\s{3,}(?=\w)|\s+(?=[2-9]\s?\)\s)"
        ),
    ),
    ("and asks", re.compile(rf"(?<=\s)et\s+(?:aussi\s+|puis\s+|ensuite\s+)?{_ASKS}(?!\w)", re.IGNORECASE)),
    ("and", re.compile(r"(?<=\s)et(?=\s)", re.IGNORECASE)),
    ("but", re.compile(r"(?<=\s)(?:mais|alors|donc|bon|par\s+contre)(?=\s)", re.IGNORECASE)),
    ("comma", re.compile(r"(?<=,)\s*(?=\w)")),
    # "est-ce que je peux", "savoir si vous avez": what these words begin is the same request.
    ("asks", re.compile(rf"(?<=\s)(?<!\bque\s)(?<!\bsi\s)(?<!\bvous\s){_ASKS}(?!\w)", re.IGNORECASE)),
)
KINDS = tuple(kind for kind, _ in _KINDS)
_WORD = re.compile(r"\w+")
_QUESTION = re.compile(rf"\?|(?<!\w){_ASKS}(?!\w)", re.IGNORECASE)
MOST, FEWEST_WORDS = 8, 2


@dataclass(frozen=True)
class Cut:
    """`text[:at]` and `text[at:]` as two requests; `kind` of sign at the cut."""

    at: int
    kind: str


def cuts(text: str) -> list[Cut]:
    """At most MOST places to cut `text`, the plainest signs first; each part has FEWEST_WORDS or more."""
    found: dict[int, Cut] = {}
    spaces = {m.start() for m in _WORD.finditer(text)}
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            at = match.end() if kind in ("sentence", "comma") else match.start()
            if at in spaces and at not in found and not any(abs(at - other) < 6 for other in found):
                found[at] = Cut(at, kind)
    fit = [
        cut
        for cut in found.values()
        if len(_WORD.findall(text[: cut.at])) >= FEWEST_WORDS
        and len(_WORD.findall(text[cut.at :])) >= FEWEST_WORDS
    ]
    return fit[:MOST]


def asks(text: str) -> bool:
    """Whether `text` holds a question or a wish."""
    return bool(_QUESTION.search(text))
