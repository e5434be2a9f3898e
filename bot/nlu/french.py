"""The words of French, from the dictionary that comes with fr_core_news_md."""

import json
from functools import lru_cache
from pathlib import Path

from bot.nlu.normalise import fold
from bot.nlu.vectors import PACKAGE


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """About 270,000 inflected forms in lower case and without accents. Read in training only: 2 s."""
    from spacy.lookups import Lookups
    from spacy.strings import get_string_id
    from spacy.util import get_package_path, load_meta

    package = Path(get_package_path(PACKAGE))
    meta = load_meta(package / "meta.json")
    data = package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    tables = Lookups().from_disk(data / "lemmatizer" / "lookups")
    lemmas = tables.get_table("lemma_lookup")
    found = {lemma for some in lemmas.values() for lemma in some}
    for name in ("lemma_index", "lemma_exc"):
        found.update(*tables.get_table(name).values())
    # The forms themselves are stored as hashes; most of them have a vector, and stand there as they are.
    known = json.loads((data / "vocab" / "strings.json").read_text(encoding="utf-8"))
    found.update(word for word in known if get_string_id(word) in lemmas)
    return frozenset(word for form in found if (word := fold(form.lower())).isalpha())
