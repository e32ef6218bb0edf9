"""What a customer types for a yes or a no, and what is neither beyond doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import read_yes_or_no

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))

YES = {
    "en": (
        "yes|Yes!|YES PLEASE|yeah|yep|sure|ok|okay, thanks|"
        "of course|I agree|yes, I agree|go ahead|👍|👍🏽|✅|yes 😊|ok 👍"
    ),
    "it": (
        "sì|Si|sì grazie|certo|va bene|d'accordo|"
        "d’accordo|accetto|acconsento|sì, va bene|volentieri|ok, grazie mille"
    ),
    "es": "sí|si, claro|claro que sí|por supuesto|vale|de acuerdo|acepto|sí, por favor|vale, gracias",
    "fr": "oui|oui merci|d'accord|bien sûr|j'accepte|J’accepte|volontiers|oui, s'il vous plaît|ok merci",
    "de": "ja|Ja bitte|ja, gerne|klar|natürlich|einverstanden|ich stimme zu|in Ordnung|ja, vielen Dank",
    "pt": "sim|sim, por favor|claro|com certeza|concordo|aceito|autorizo|sim, obrigada|tudo bem",
}
NO = {
    "en": (
        "no|No.|nope|no thanks|no, thank you|never|I don't agree|"
        "I do not consent|please don't|of course not|👎|❌|no 😡|no :("
    ),
    "it": (
        "no|no grazie|non accetto|assolutamente no|"
        "certo che no|non voglio|rifiuto|preferisco di no|non sono d'accordo"
    ),
    "es": "no|no, gracias|claro que no|no acepto|para nada|no quiero|mejor no|no estoy de acuerdo",
    "fr": "non|non merci|je refuse|pas d'accord|je n'accepte pas|bien sûr que non|jamais|surtout pas",
    "de": (
        "nein|nein danke|nee|nö|"
        "lieber nicht|auf keinen Fall|ich stimme nicht zu|nicht einverstanden|natürlich nicht"
    ),
    "pt": "não|nao|não, obrigado|não aceito|claro que não|de jeito nenhum|não quero|prefiro que não",
}


@pytest.mark.parametrize("text", [text for texts in YES.values() for text in texts.split("|")])
def test_a_yes(text: str) -> None:
    assert read_yes_or_no(text) is True


@pytest.mark.parametrize("text", [text for texts in NO.values() for text in texts.split("|")])
def test_a_no(text: str) -> None:
    assert read_yes_or_no(text) is False


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "?",
            "maybe",
            "perhaps",
            "forse",
            "quizás",
            "peut-être",
            "vielleicht",
            "talvez",
            "hm",
            "thanks",
        ),
        *(
            "yes but",
            "yes, but not the photo",
            "yes if I stay anonymous",
            "sì ma solo per email",
            "oui mais",
            "ja, aber",
        ),
        *(
            "yes?",
            "ok?",
            "sure, why not",
            "why not",
            "I guess so",
            "I think so",
            "if I must",
            "yes...no",
            "yes/no",
            "ok no",
        ),
        *(
            "no, ok",
            "yes 👎",
            "no 👍",
            "👍👎",
            "yes 🙄",
            "ok 😡",
            "🤔",
            "yes :(",
            "ok :/",
            "not yes",
            "no problem",
            "y",
            "n",
        ),
        *(
            "yes I read it",
            "no idea",
            "don't know",
            "I do not know",
            "no sé",
            "je ne sais pas",
            "weiß nicht",
            "non lo so",
        ),
        *("well ok", "100%", "1", "yes 1", "ok\x00but", "😊", "🙏", "please", "bitte", "yes " * 30),
    ],
)
def test_neither_beyond_doubt(text: str) -> None:
    assert read_yes_or_no(text) is None


@given(ANY_TEXT)
def test_any_text_is_read(text: str) -> None:
    assert read_yes_or_no(text) in {True, False, None}


@given(st.sampled_from(["yes", "no", "👍", "ok", "nein"]), st.from_regex(r"[b-z]{6,12}", fullmatch=True))
def test_an_unknown_word_leaves_doubt(word: str, other: str) -> None:
    assert read_yes_or_no(other) is not None or read_yes_or_no(f"{word} {other}") is None


@pytest.mark.parametrize("text", ["yes " * 1000, "i do not " * 400, "👍" * 4000, " " * 4000])
def test_who_writes_a_page_leaves_doubt(text: str) -> None:
    assert read_yes_or_no(text) is None
