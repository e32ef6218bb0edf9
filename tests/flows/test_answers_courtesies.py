"""A mere thanks, a skipped question, and a text that can be stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import clean, is_skip, is_thanks
from flows.phrases import PHRASES, Phrase

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "thanks",
            "Thanks!",
            "thank you so much",
            "ok thanks",
            "perfect, thank you",
            "👍",
            "🙏🏽",
            "❤️",
            ":)",
            "Great :-)",
        ),
        *(
            "Thanks a lot for your help, have a nice day!",
            "ok",
            "Got it",
            "THANK YOU!!!",
            "thank you, all good now",
        ),
        *("thanks 😊👍", "no problem", "thanks for the quick reply <3", "Cheers, it's solved now", "you too"),
        *(
            "grazie",
            "ok grazie mille 🙏",
            "Grazie davvero!",
            "va bene, grazie",
            "Perfetto, gentilissimi",
            "tutto risolto",
        ),
        *(
            "Grazie per la disponibilità, buona giornata",
            "D'accordo, grazie",
            "tutto a posto",
            "sì, tutto ok grazie",
        ),
        *(
            "gracias",
            "muchas gracias",
            "¡Mil gracias!",
            "vale, gracias",
            "Muchísimas gracias por la ayuda",
            "de acuerdo",
        ),
        *(
            "merci",
            "Merci beaucoup !",
            "d'accord, merci bien",
            "Parfait, bonne journée",
            "merci pour votre réponse",
        ),
        *(
            "danke",
            "Vielen Dank!",
            "Danke schön",
            "alles klar, danke",
            "Besten Dank für die schnelle Antwort",
            "passt 👌",
        ),
        *("Danke, Ihnen auch einen schönen Tag noch", "Perfekt, danke. Liebe Grüße"),
        *(
            "obrigada",
            "muito obrigado",
            "Valeu!",
            "tudo certo, obrigado",
            "Obrigada pela atenção, tenha um bom dia",
        ),
    ],
)
def test_mere_thanks(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "!!!",
            "-",
            "😡",
            "🤔",
            "👎",
            "thanks 😡",
            "thanks :(",
            "grazie :/",
            "ok 😕",
            "\x00",
            "\ud800",
            "5",
            "ok 2",
        ),
        *(
            "thanks but it is still broken",
            "thanks for nothing",
            "no thanks",
            "not solved",
            "no",
            "yes",
            "again",
            "so much",
        ),
        *(
            "thanks?",
            "ok?",
            "thank you, when will it arrive?",
            "good、真的吗？",
            "thanks, the box is empty",
            "not good",
        ),
        *(
            "thanks " * 40,
            "grazie ma è ancora rotto",
            "grazie, però manca un pezzo",
            "non va bene",
            "grazie lo stesso ma no",
        ),
        *("ancora", "gracias pero sigue roto", "no está bien", "merci mais ça ne marche pas", "pas d'accord"),
        *(
            "danke, aber es ist kaputt",
            "nicht gut",
            "Danke für nichts",
            "obrigado, mas não funciona",
            "tudo errado",
        ),
        *("thanks https://shop.example", "ok, I want a refund", "Kein Dank", "ok then call me", "super lent"),
    ],
)
def test_more_than_thanks(text: str) -> None:
    assert not is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "skip",
            "Skip!",
            "/skip",
            "skip it",
            "skip please",
            "no thanks",
            "No, thank you",
            "N/A",
            "nothing to add",
            "next",
        ),
        *("-", "—", "--", ".", "...", "/", "⏭️", " - "),
        *("salta", "no grazie", "niente da aggiungere", "preferisco non rispondere", "avanti"),
        *("saltar", "no, gracias", "nada que añadir", "paso", "sáltalo"),
        *("passer", "non merci", "rien à ajouter", "je préfère ne pas répondre"),
        *("überspringen", "nein danke", "keine Angabe", "weiter", "Ueberspringen"),
        *("pular", "não, obrigada", "nada a acrescentar", "próxima"),
        *[phrases[Phrase.SKIP] for phrases in PHRASES.values()],
    ],
)
def test_a_skip(text: str) -> None:
    assert is_skip(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "no",
            "nothing",
            "niente",
            "nada",
            "rien",
            "nichts",
            "yes",
            "thanks",
            "👍",
            "4",
            "skip the box next time",
        ),
        *("no thanks to your courier", "the parcel was skipped", "- too late", "passed around", "\x00", "?"),
    ],
)
def test_no_skip(text: str) -> None:
    assert not is_skip(text)


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("", ""),
        ("a\x00b", "a\ufffdb"),
        ("\ud83d", "\ufffd"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
        ("Größe 😀 \u202e\ufeff\n\t\x07\ufffd", "Größe 😀 \u202e\ufeff\n\t\x07\ufffd"),
    ],
)
def test_only_what_cannot_be_stored_is_replaced(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


@given(ANY_TEXT)
def test_a_clean_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert "\x00" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == clean(cleaned) == cleaned
    assert len(cleaned) == len(text)


@given(ANY_TEXT)
def test_any_text_is_thanks_or_a_skip_but_not_both(text: str) -> None:
    assert not (is_thanks(text) and is_skip(text))


@given(st.lists(st.sampled_from(["thanks", "grazie", "danke", "merci", "ok"]), min_size=1, max_size=6))
def test_thanks_upon_thanks_are_thanks_until_something_is_said(words: list[str]) -> None:
    assert is_thanks(" ".join(words))
    assert not is_thanks(" ".join([*words, "refund"]))
    assert not is_thanks(f"{' '.join(words)}?")
