"""The survey that a new configuration begins with, in the languages in which the program speaks by itself."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Survey:
    """Its sentences in one language, as Liquid; `hello` is said to those whose name is known."""

    hello: str
    satisfaction: str
    reason: str
    sorry: str
    thanks: str


_NAME = "{{ customer.first_name }}"
_WHAT = "{{ purchase.summary }}"
_WHO = "{{ business.name }}"
_WHEN = "{{ reply_by }}"

SURVEYS = {
    "en": _Survey(
        f"Hi {_NAME}!",
        f"How was the delivery of {_WHAT}?",
        "What is the main reason for your score? A photo is fine, too.",
        f"We are sorry. Someone at {_WHO} will answer you here by {_WHEN}.",
        "Thank you! We read every answer.",
    ),
    "it": _Survey(
        f"Ciao {_NAME}!",
        f"Com'è andata la consegna di {_WHAT}?",
        "Qual è il motivo principale del tuo voto? Anche una foto va bene.",
        f"Ci dispiace. Una persona di {_WHO} ti risponde qui entro {_WHEN}.",
        "Grazie! Leggiamo ogni risposta.",
    ),
    "es": _Survey(
        f"¡Hola, {_NAME}!",
        f"¿Qué te ha parecido la entrega de {_WHAT}?",
        "¿Cuál es el motivo principal de tu nota? También vale una foto.",
        f"Lo sentimos. Alguien de {_WHO} te responderá aquí, a más tardar {_WHEN}.",
        "¡Gracias! Leemos todas las respuestas.",
    ),
    "fr": _Survey(
        f"Bonjour {_NAME} !",
        f"Comment s'est passée la livraison de {_WHAT} ?",
        "Quelle est la raison principale de votre note ? Une photo convient aussi.",
        f"Nous sommes désolés. Une personne de chez {_WHO} vous répondra ici, au plus tard {_WHEN}.",
        "Merci ! Nous lisons chaque réponse.",
    ),
    "de": _Survey(
        f"Guten Tag, {_NAME}!",
        f"Wie war die Lieferung von {_WHAT}?",
        "Was ist der Hauptgrund für Ihre Bewertung? Auch ein Foto hilft uns.",
        f"Das tut uns leid. Jemand von {_WHO} antwortet Ihnen hier bis {_WHEN}.",
        "Vielen Dank! Wir lesen jede Antwort.",
    ),
    "pt": _Survey(
        f"Olá, {_NAME}!",
        f"Como foi a entrega de {_WHAT}?",
        "Qual é o principal motivo da sua nota? Pode ser também uma foto.",
        f"Lamentamos muito. Alguém de {_WHO} vai responder aqui até {_WHEN}.",
        "Obrigado! Lemos todas as respostas.",
    ),
}


def write_survey(languages: Sequence[str]) -> str:
    """The flow `after_delivery` as TOML. Raises KeyError for a language without sentences."""
    surveys = {language: SURVEYS[language] for language in languages}

    def text(sentence: Callable[[_Survey], str]) -> str:
        """A line for each language."""
        return "\n".join(
            f"text.{language} = {json.dumps(sentence(survey), ensure_ascii=False)}"
            for language, survey in surveys.items()
        )

    return f"""[flows.after_delivery]
title = "After delivery"

[[flows.after_delivery.nodes]]
id = "satisfaction"
ask = "csat"                                 # 1 to 5
{text(lambda survey: f"{{% if customer.first_name %}}{survey.hello} {{% endif %}}{survey.satisfaction}")}

[[flows.after_delivery.nodes]]
id = "reason"
ask = "text"
optional = true                              # adds a button to skip it
{text(lambda survey: survey.reason)}

[[flows.after_delivery.nodes]]
when = "satisfaction <= 2"
{text(lambda survey: survey.sorry)}

[[flows.after_delivery.nodes]]
when = "satisfaction >= 3"
{text(lambda survey: survey.thanks)}
"""
