"""Small helpers that keep long patterns readable."""

# The empty joins between a cue and what it announces: "n° : 204001", "code c'est « NOEL20 »".
PUNCTUATION = r"\s*[:=#°,.(«\"“']\s*"


def words(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


def either(words: str) -> str:
    """An alternation of the words, longest first; "_" stands for spaces, and accents are optional."""
    forms = sorted(words.split(), key=len, reverse=True)
    return "(?:" + "|".join(_loose(form) for form in forms) + ")"


def _loose(form: str) -> str:
    for accented, plain in (
        ("é", "e"),
        ("è", "e"),
        ("ê", "e"),
        ("û", "u"),
        ("ç", "c"),
        ("î", "i"),
        ("à", "a"),
    ):
        form = form.replace(accented, f"[{accented}{plain}]")
    return form.replace("'", "['’]").replace("_", r"\s+")


def linked(words: str) -> str:
    """Any run of punctuation and of these words, as they stand between a cue and what it announces."""
    return rf"(?:{PUNCTUATION}|\s+{either(words)}(?=[\s:°#=«\"“']|\d))*"
