"""The three measures of the field from plain answers: NPS, CSAT and CES.

Only answers are passed in: whoever skipped or never answered is in no denominator. Without answers a score is
`None`, which is not zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.definition import Scale

LOWEST_PROMOTER = 9
HIGHEST_DETRACTOR = 6
LOWEST_SATISFIED = 4
LOWEST_EASY = 5


@dataclass(frozen=True, slots=True)
class Nps:
    """`score` in points from -100 to 100."""

    score: float | None
    promoters: int
    passives: int
    detractors: int
    answered: int


@dataclass(frozen=True, slots=True)
class Csat:
    """`score` as a share from 0 to 1."""

    score: float | None
    satisfied: int
    answered: int


@dataclass(frozen=True, slots=True)
class Ces:
    """`score` as a share from 0 to 1; `mean` on the scale from 1 to 7, where 7 is easy."""

    score: float | None
    mean: float | None
    easy: int
    answered: int


def nps(values: Iterable[int]) -> Nps:
    """Net Promoter Score of answers from 0 to 10: share of 9-10 (promoters) minus share of 0-6 (detractors).

    Source: F. F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003.

    Raises:
        ValueError: for an answer outside the scale.
    """
    answers = _on_scale(values, Scale.NPS)
    promoters = sum(answer >= LOWEST_PROMOTER for answer in answers)
    detractors = sum(answer <= HIGHEST_DETRACTOR for answer in answers)
    return Nps(
        score=100 * (promoters - detractors) / len(answers) if answers else None,
        promoters=promoters,
        passives=len(answers) - promoters - detractors,
        detractors=detractors,
        answered=len(answers),
    )


def csat(values: Iterable[int]) -> Csat:
    """Customer satisfaction of answers from 1 to 5: the share of the two best, 4 and 5 ("top two box").

    Source: the usual top-two-box reading of a five-point scale, as in N. T. Bendle, P. W. Farris, P. E.
    Pfeifer and D. J. Reibstein, "Marketing Metrics", on customer satisfaction.

    Raises:
        ValueError: for an answer outside the scale.
    """
    answers = _on_scale(values, Scale.CSAT)
    satisfied = sum(answer >= LOWEST_SATISFIED for answer in answers)
    return Csat(_share(satisfied, len(answers)), satisfied, len(answers))


def ces(values: Iterable[int]) -> Ces:
    """Customer Effort Score of answers from 1 to 7: the share of 5 to 7, and the mean.

    Source: CES 2.0 of CEB, now Gartner: agreement with "The company made it easy for me to handle my issue",
    7 for "strongly agree"; M. Dixon, N. Toman and R. DeLisi, "The Effortless Experience", 2013.

    Raises:
        ValueError: for an answer outside the scale.
    """
    answers = _on_scale(values, Scale.CES)
    easy = sum(answer >= LOWEST_EASY for answer in answers)
    return Ces(_share(easy, len(answers)), _share(sum(answers), len(answers)), easy, len(answers))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _on_scale(values: Iterable[int], scale: Scale) -> Sequence[int]:
    answers = tuple(values)
    for answer in answers:
        if not scale.lowest <= answer <= scale.highest:
            raise ValueError(f"{scale.upper()} goes from {scale.lowest} to {scale.highest}, not {answer}")
    return answers
