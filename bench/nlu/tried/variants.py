"""The variants by name, and who votes with whom."""

from collections.abc import Callable

from bench.nlu.assistants import Assistant, trained
from bench.nlu.delivered import digest
from bench.nlu.sets import FOLDER
from bench.nlu.stock import ours_on_sample, sample_folder, stock
from bench.nlu.tried.families import families
from bench.nlu.tried.learner import Learner
from bench.nlu.tried.linear import concepts, delivered, noisy
from bench.nlu.tried.textcat import textcat

# Learned on every training message, or (its second table) on the sample that the stock pipeline can digest.
WHOLE: dict[str, tuple[str, Learner]] = {
    "delivered": ("as delivered: n-grams, vectors, separators", delivered),
    "concepts": ("a concept lexicon as features (concepts.yml)", concepts),
    "noisy": ("every training message a second time, typed worse", noisy),
    "families": ("the family of topics, then the topic (families.yml)", families),
    "textcat": ("spaCy's text categoriser, CNN over the French vectors and bag of words", textcat),
}
SAMPLE: dict[str, tuple[str, Learner]] = {
    "delivered-sample": ("the delivered model alone", delivered),
    "textcat-sample": ("spaCy's text categoriser", textcat),
}
WITHOUT_AUTHORS = {"textcat"}  # One training is all that its time allows.


def diet() -> Assistant:
    """Rasa's DIET with the French vectors beside its n-grams, on the sample; trained once, like the stock."""
    config, data = FOLDER / "tried/diet.yml", sample_folder()
    return trained("diet", config, data, digest(config, data))


ASSISTANTS: dict[str, tuple[str, Callable[[], Assistant]]] = {
    "relais-sample": ("Relais, through Rasa", ours_on_sample),
    "stock-sample": ("stock DIET, through Rasa", stock),
    "diet-sample": ("DIET on the French vectors, through Rasa", diet),
}
VOTES = (
    ("delivered", "concepts"),
    ("delivered", "noisy"),
    ("delivered", "families"),
    ("delivered", "textcat"),
    ("delivered", "concepts", "noisy"),
    ("delivered", "concepts", "noisy", "families"),
    ("delivered", "concepts", "noisy", "textcat"),
    ("delivered-sample", "textcat-sample"),
    ("delivered-sample", "stock-sample"),
    ("delivered-sample", "diet-sample"),
)
