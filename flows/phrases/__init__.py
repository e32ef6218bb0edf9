"""What the bot says of its own accord, in six languages, one file each.

Customers are addressed as shops do in a chat: *tu* in Italian, *tú* in Spanish, *você* in Portuguese,
*vous* in French, *Sie* in German; or, where the business wants that, in the language's other manner: *Lei*,
*usted*, *tu*, *du*. No phrase depends on the customer's gender.
"""

from flows.phrases.book import Phrasebook
from flows.phrases.checks import check_phrases
from flows.phrases.forms import ENDS, LABELS, TOASTS, values_of
from flows.phrases.languages import BOT_COMMANDS, LANGUAGE_NAMES, PHRASES, SECOND_MANNERS
from flows.phrases.names import Phrase

__all__ = [
    "BOT_COMMANDS",
    "ENDS",
    "LABELS",
    "LANGUAGE_NAMES",
    "PHRASES",
    "SECOND_MANNERS",
    "TOASTS",
    "Phrase",
    "Phrasebook",
    "check_phrases",
    "values_of",
]
