"""What is left of a question once it is answered: its words, the picked label under them, and no buttons."""

from bot.incoming import ClosedQuestion
from bot.use_cases.queueing import markup_in
from storage.records import OutboxItem


def closed_question(sent: OutboxItem, choice: str | None) -> ClosedQuestion | None:
    """The question as it was sent in this row, with what stands on the button of `choice`; None for another
    letter.
    """
    if sent.kind != "question" or sent.platform_id is None:
        return None
    question = sent.payload["question"]
    labels = {button["value"]: button["label"] for row in question["rows"] for button in row}
    return ClosedQuestion(sent.platform_id, markup_in(sent.payload, question["text"]), labels.get(choice))
