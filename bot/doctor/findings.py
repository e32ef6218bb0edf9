"""What the doctor says: one thing that was looked at, whether it is well, and what to do."""

from dataclasses import dataclass

from flows.problems import Place

UNREACHED = "see that this machine gets out to the internet and that api_url is right, then ask again"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `place` is what it stands on in the configuration.

    `advice` says what to do, or what it costs to leave it; whatever is not well has one.
    """

    place: Place
    well: bool
    sentence: str
    advice: str | None = None

    @property
    def area(self) -> str:
        return str(self.place[0])


def good(place: Place, sentence: str, advice: str | None = None) -> Finding:
    return Finding(place, well=True, sentence=sentence, advice=advice)


def bad(place: Place, sentence: str, advice: str) -> Finding:
    return Finding(place, well=False, sentence=sentence, advice=advice)
