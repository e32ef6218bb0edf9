"""Reads what a customer typed where a tap was expected. What may mean two things is asked again.

Every reader takes the whole message: a number or an option counts only if all the words around it are known
not to change it, so that "I waited 4 days" is never a four on a scale.
"""

from flows.answers.choices import read_choice
from flows.answers.consents import read_yes_or_no
from flows.answers.courtesies import is_skip, is_thanks
from flows.answers.dates import read_date
from flows.answers.letters import clean
from flows.answers.numbers import read_number
from flows.answers.phones import read_phone
from flows.answers.scales import read_scale, read_scales
from flows.answers.several import read_choices

__all__ = [
    "clean",
    "is_skip",
    "is_thanks",
    "read_choice",
    "read_choices",
    "read_date",
    "read_number",
    "read_phone",
    "read_scale",
    "read_scales",
    "read_yes_or_no",
]
