"""How vocabulary is written down: by language, in lines that a translator can read."""

from flows.answers.letters import Words

Phrases = frozenset[Words]


def phrases(**by_language: str) -> Phrases:
    """Phrases, separated by commas, as their words."""
    return frozenset(tuple(phrase.split()) for said in by_language.values() for phrase in said.split(","))


def words(**by_language: str) -> frozenset[str]:
    return frozenset(word for said in by_language.values() for word in said.split())
