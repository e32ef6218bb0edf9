"""Reads what a customer typed where a tap was expected. What may mean two things is asked again.

Every reader takes the whole message: a number or an option counts only if all the words around it are known
not to change it, so that "I waited 4 days" is never a four.
"""

from flows.answers.choices import read_choice
from flows.answers.courtesies import is_skip, is_thanks
from flows.answers.letters import clean
from flows.answers.scales import read_scale

__all__ = ["clean", "is_skip", "is_thanks", "read_choice", "read_scale"]
