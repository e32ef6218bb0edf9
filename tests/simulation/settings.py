"""The configuration under which the simulation runs, and what a customer can read off its messages."""

from tests.journeys.settings import settings

CLOSING = "∎"
"""Stands in the last message of a survey, whatever its language."""

WORDS_WANTED = "✎"
"""Stands in the question that is answered in words."""

MARKS = {
    "①": "satisfaction",
    "②": "part",
    "③": "effort",
    "④": "liked",
    "⑤": "rated",
    "⑥": "again.minutes",
    "⑦": "again.advice",
    "⏳": "hurry",
    WORDS_WANTED: "reason",
}
"""Stands in a question, and tells its node."""

SCALES = {"satisfaction", "effort"}
NUMBERS = {"again.minutes"}
WORDS = {"reason"}
SEVERAL_TAPS = {"liked", "rated"}
PATIENT = {"hurry"}
"""Nodes by what a customer does there: a typed number or a tap, and so on; the last go on by themselves."""

OPTIONS = {"part": ("packing", "time", "staff"), "hurry": ("yes", "no")}
"""What the buttons of these stand for, by their position."""

FLOWS = {"purchase.delivered": "after_delivery", "purchase.returned": "after_return"}
"""Which survey follows which event: one is the same for all, one branches to questions of many kinds."""

_SATISFACTION = """
id = "satisfaction"
ask = "csat"
text.en = "① How was it with {{ purchase.summary }}?"
text.it = "① Com'è andata con {{ purchase.summary }}?"
"""

_PART = """
id = "part"
ask = "choice"
text = { en = "② Which part of it mattered most?", it = "② Quale parte ha contato di più?" }
options = [
  { id = "packing", text = { en = "The packing", it = "L'imballaggio" } },
  { id = "time", text = { en = "The time it took", it = "Il tempo" } },
  { id = "staff", text = { en = "The people", it = "Le persone" } },
]
"""

_EFFORT = """
id = "effort"
ask = "ces"
text = { en = "③ It was easy.", it = "③ È stato facile." }
"""

_REASON = f"""
id = "reason"
ask = "text"
optional = true
text.en = "What is the main reason? {WORDS_WANTED}"
text.it = "Qual è il motivo principale? {WORDS_WANTED}"
"""

_SORRY = f"""
when = "satisfaction <= 2"
text.en = "We are sorry. A person answers you here. {CLOSING}"
text.it = "Ci dispiace. Ti risponde una persona. {CLOSING}"
"""

_THANKS = f"""
when = "satisfaction >= 3"
text.en = "Thank you! We read it all. {CLOSING}"
text.it = "Grazie! Leggiamo tutto. {CLOSING}"
"""

_LIKED = """
id = "liked"
when = "satisfaction == 3 || satisfaction == 4"
ask = "multi"
text = { en = "④ What did you like?", it = "④ Che cosa ti è piaciuto?" }
options = [
  { id = "look", text = { en = "The look", it = "L'aspetto" } },
  { id = "price", text = { en = "The price", it = "Il prezzo" } },
  { id = "use", text = { en = "The use", it = "L'uso" } },
]
max = 2
none = true
"""

_RATED = """
id = "rated"
when = "satisfaction == 4"
ask = "aspects"
text = { en = "⑤ How were these?", it = "⑤ Com'erano questi?" }
steps = 3
items = [
  { id = "parcel", text = { en = "The parcel", it = "Il pacco" } },
  { id = "colour", text = { en = "The colour", it = "Il colore" } },
]
"""

_AGAIN = """
id = "again"
when = "satisfaction == 5"
flow = "waiting"
"""

_MINUTES = """
id = "minutes"
ask = "number"
optional = true
text = { en = "⑥ How many minutes did it take?", it = "⑥ Quanti minuti ci sono voluti?" }
min = 0
max = 999
"""

_ADVICE = """
id = "advice"
when = "minutes >= 500"
ask = "rating"
steps = 5
text = { en = "⑦ Was that too long?", it = "⑦ Era troppo?" }
then = { "1" = "end" }
"""

_HURRY = """
id = "hurry"
ask = "choice"
text = { en = "⏳ Have you a moment more?", it = "⏳ Hai ancora un momento?" }
options = [
  { id = "yes", text = { en = "Some time", it = "Un po'" } },
  { id = "no", text = { en = "No time", it = "Niente" } },
]
then = { no = "reason" }
timeout = { after = "3s", to = "reason" }
"""

_UNHAPPY = '\nwhen = "satisfaction <= 2"\n'


def _flow(name: str, *nodes: str) -> str:
    tables = "".join(f"\n[[flows.{name}.nodes]]{node}" for node in nodes)
    return f'\n[flows.{name}]\ntitle = "{name}"\n{tables}'


SURVEYS = "".join(
    (
        _flow("after_delivery", _SATISFACTION, _PART, _EFFORT, _REASON, _SORRY, _THANKS),
        _flow(
            "after_return",
            _SATISFACTION,
            _UNHAPPY + _PART.lstrip(),
            *(_LIKED, _RATED, _AGAIN, _HURRY, _EFFORT, _REASON, _SORRY, _THANKS),
        ),
        _flow("waiting", _MINUTES, _ADVICE),
    )
)

_TOUCHPOINT = """
[touchpoints.return]
on = "purchase.returned"
after = "0s"
flow = "after_return"
"""

_COMPLAINTS = [("1", "csat == 1", "#unhappy")] + [
    (f"2 for {part}", f'csat == 2 && part == "{part}"', f"#{part}") for part in OPTIONS["part"]
]
"""Name, condition and channel. The first waits for a reason, and can be taken back meanwhile."""

CHANNELS = ("#feedback", *(channel for _, _, channel in _COMPLAINTS))
"""Several, for Slack takes one message a second in each."""


def write_settings() -> str:
    complaints = "".join(
        f"""
[[complaints]]
name = "{name}"
when = '{when}'
channel = "{channel}"
priority = "high"
"""
        for name, when, channel in _COMPLAINTS
    )
    return settings(flows=SURVEYS + _TOUCHPOINT, complaints=complaints)
