"""The configuration under which the simulation runs, and what a customer can read off its messages."""

from tests.journeys.settings import settings

CLOSING = "∎"
"""Stands in the last message of the survey, whatever its language."""

WORDS_WANTED = "✎"
"""Stands in the question that is answered in words."""

PARTS = ("packing", "time", "staff")
QUESTIONS = 4

SURVEY = f"""
[flows.after_delivery]
title = "After delivery"

[[flows.after_delivery.nodes]]
id = "satisfaction"
ask = "csat"
text.en = "How was the delivery of {{{{ purchase.summary }}}}?"
text.it = "Com'è andata la consegna di {{{{ purchase.summary }}}}?"

[[flows.after_delivery.nodes]]
id = "part"
ask = "choice"
text = {{ en = "Which part of it mattered most?", it = "Quale parte ha contato di più?" }}
options = [
  {{ id = "packing", text = {{ en = "The packing", it = "L'imballaggio" }} }},
  {{ id = "time", text = {{ en = "The time it took", it = "Il tempo" }} }},
  {{ id = "staff", text = {{ en = "The people", it = "Le persone" }} }},
]

[[flows.after_delivery.nodes]]
id = "effort"
ask = "ces"

[[flows.after_delivery.nodes]]
id = "reason"
ask = "text"
optional = true
text.en = "What is the main reason? {WORDS_WANTED}"
text.it = "Qual è il motivo principale? {WORDS_WANTED}"

[[flows.after_delivery.nodes]]
when = "satisfaction <= 2"
text.en = "We are sorry. A person answers you here. {CLOSING}"
text.it = "Ci dispiace. Ti risponde una persona. {CLOSING}"

[[flows.after_delivery.nodes]]
when = "satisfaction >= 3"
text.en = "Thank you! We read it all. {CLOSING}"
text.it = "Grazie! Leggiamo tutto. {CLOSING}"
"""

_COMPLAINTS = [(score, part) for score in (1, 2) for part in PARTS]
CHANNELS = ("#feedback", *(f"#{part}-{score}" for score, part in _COMPLAINTS))
"""Several, for Slack takes one message a second in each."""


def write_settings() -> str:
    complaints = "".join(
        f"""
[[complaints]]
name = "{score} for {part}"
when = 'csat == {score} && part == "{part}"'
channel = "#{part}-{score}"
priority = "high"
"""
        for score, part in _COMPLAINTS
    )
    return settings(flows=SURVEY, complaints=complaints)
