"""Loaded words, double questions, rewards and apologies are heard in six languages; right sentences pass."""

import pytest

from flows.checks import Setting, advise
from flows.checks.tones import APOLOGY, DOUBLE, INCENTIVE, LEADING, Tone
from flows.definition import Flow
from flows.problems import Problem

HEARD: list[tuple[Tone, str, str]] = [
    (LEADING, "en", "How much did you love our new mugs?"),
    (LEADING, "en", "How was our excellent service?"),
    (LEADING, "en", "Don't you agree that it was easy?"),
    (LEADING, "it", "Quanto hai apprezzato la consegna?"),
    (LEADING, "it", "Come valuti il nostro ottimo servizio?"),
    (LEADING, "es", "¿Cuánto te ha encantado la entrega?"),
    (LEADING, "es", "¿Qué te pareció nuestra excelente atención?"),
    (LEADING, "fr", "À quel point avez-vous apprécié la livraison ?"),
    (LEADING, "fr", "Que pensez-vous de notre excellent service ?"),
    (LEADING, "de", "Wie sehr lieben Sie unsere neuen Tassen?"),
    (LEADING, "de-AT", "Wie war unser hervorragender Service?"),
    (LEADING, "pt", "Quanto você adorou a entrega?"),
    (LEADING, "pt-BR", "Como foi o nosso excelente atendimento?"),
    (LEADING, "en", "You loved it, right?"),
    (LEADING, "en", "It was easy, wasn’t it?"),
    (LEADING, "it", "Ti è piaciuto, vero?"),
    (LEADING, "it", "È andato tutto bene, no?"),
    (LEADING, "es", "¿Te gustó, verdad?"),
    (LEADING, "es", "Llegó a tiempo, ¿no?"),
    (LEADING, "fr", "C'était facile, n’est-ce pas ?"),
    (LEADING, "fr", "Vous êtes content, non\N{NO-BREAK SPACE}?"),
    (LEADING, "de", "Es war gut, nicht wahr?"),
    (LEADING, "de", "Das ging schnell, oder?"),
    (LEADING, "pt", "Foi fácil, não é?"),
    (LEADING, "pt", "Gostou, né?"),
    (DOUBLE, "en", "How satisfied are you with the price and the quality?"),
    (DOUBLE, "it", "Come sono stati la consegna e l'imballaggio?"),
    (DOUBLE, "es", "¿Qué tal la entrega y el embalaje?"),
    (DOUBLE, "fr", "Comment étaient la livraison et l'emballage ?"),
    (DOUBLE, "de", "Wie waren Lieferung und Verpackung?"),
    (DOUBLE, "pt", "Como foram a entrega e a embalagem?"),
    (INCENTIVE, "en", "Answer two questions and get a 10% discount."),
    (INCENTIVE, "en", "Take part in our prize draw!"),
    (INCENTIVE, "it", "Rispondi e ricevi un buono sconto."),
    (INCENTIVE, "es", "Responde y participa en el sorteo."),
    (INCENTIVE, "fr", "Répondez et recevez un bon d'achat."),
    (INCENTIVE, "de", "Als Dank gibt es einen Einkaufsgutschein!"),
    (INCENTIVE, "pt", "Responda e ganhe um cupom."),
    (INCENTIVE, "nl", "Een voucher voor u."),
    (APOLOGY, "en", "We're very sorry about this."),
    (APOLOGY, "it", "Ci dispiace molto."),
    (APOLOGY, "es", "Lo sentimos mucho."),
    (APOLOGY, "fr", "Nous sommes vraiment désolés."),
    (APOLOGY, "de", "Das tut uns wirklich leid."),
    (APOLOGY, "pt", "Lamentamos muito."),
]

RIGHT: list[tuple[Tone, str, str]] = [
    (LEADING, "en", "How satisfied are you with the delivery?"),
    (LEADING, "en", "Did you find the perfect size?"),
    (LEADING, "en", "How was our service?"),
    (LEADING, "en", "How did you like it in our shop?"),
    (LEADING, "en", "How much did you like it?"),
    (LEADING, "it", "Quanto ti è piaciuto?"),
    (LEADING, "es", "¿Cuánto te ha gustado la entrega?"),
    (LEADING, "fr", "À quel point avez-vous aimé la livraison ?"),
    (LEADING, "de", "Wie gut hat Ihnen die Lieferung gefallen?"),
    (LEADING, "pt", "Quanto você gostou da entrega?"),
    (LEADING, "en", "Was the address on the parcel right?"),
    (LEADING, "it", "È vero?"),
    (LEADING, "de", "War etwas nicht gut, oder fehlte etwas?"),
    (LEADING, "de", "Was finden Sie nicht gut?"),
    (LEADING, "it", "Che cosa non trovi nel sito?"),
    (LEADING, "fr", "How much did you love it?"),
    (DOUBLE, "en", "How likely are you to recommend us to a friend or colleague?"),
    (DOUBLE, "en", "How was the delivery? A photo and a few words help."),
    (DOUBLE, "de", "Wie war der Versand? Preis egal."),
    (INCENTIVE, "en", "Did your coupon work?"),
    (INCENTIVE, "fr", "Comment s'est passée la remise du colis ?"),
    (INCENTIVE, "it", "Era un regalo?"),
    (INCENTIVE, "en", "Thank you! We read every answer."),
    (APOLOGY, "en", "Sorry, one more question."),
    (APOLOGY, "it", "Scusa il disturbo: com'è andata?"),
]


@pytest.mark.parametrize(("tone", "language", "text"), HEARD)
def test_it_is_heard(tone: Tone, language: str, text: str) -> None:
    assert tone.find(text, language)
    assert tone.find(text.upper(), language)


@pytest.mark.parametrize(("tone", "language", "text"), RIGHT)
def test_right_sentences_pass(tone: Tone, language: str, text: str) -> None:
    assert tone.find(text, language) is None


def test_what_is_filled_in_is_not_looked_at() -> None:
    assert INCENTIVE.find("How was {{ purchase.summary | default: 'voucher' }}.", "en") is None
    found = LEADING.find("{{ customer.first_name }}, how much did you love it?", "en")
    assert found is not None
    assert found.start() == 27


def of_question(text: str, kind: str = "csat") -> list[Problem]:
    optional = {"optional": True} if kind == "text" else {}
    node = {"id": "first", "ask": kind, "text": {"en": text}, **optional}
    return list(advise(Flow.model_validate({"nodes": [node]}), Setting()))


def test_they_are_told_at_their_place() -> None:
    (problem,) = of_question("Hi! How much did you love it?")
    assert (problem.place, problem.offset) == (("nodes", 0, "text", "en"), 4)
    assert problem.message == "“How much did you love” leads to an answer"
    (problem,) = of_question("How were price and quality?")
    assert problem.message == "“price and quality” asks for two things with one score"
    assert of_question("What about price and quality?", kind="text") == []
    (problem,) = of_question("Rate us for a voucher. How was it?")
    assert problem.message == "“voucher” offers something for an answer"


def test_a_reward_is_heard_after_the_answer_too() -> None:
    nodes = [
        {"id": "score", "ask": "csat", "text": {"en": "How?"}},
        {"text": {"en": "Here is your voucher: AB12."}},
    ]
    (problem,) = advise(Flow.model_validate({"nodes": nodes}), Setting())
    assert problem.place == ("nodes", 1, "text", "en")
