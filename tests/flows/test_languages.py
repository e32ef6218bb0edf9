"""Customers read their own language, in the manner of the business, and never one manner for the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.wording import Manner, Manners, base_language, choose_language, normal_tag

DU = {"de": Manner.INFORMAL}
SIE = {"de": Manner.FORMAL}


@pytest.mark.parametrize(
    ("available", "wanted", "fallback", "chosen"),
    [
        (["it", "en"], "en", "it", "en"),
        (["it", "de"], "de-AT", "it", "de"),
        (["it", "de", "de-AT"], "de-at", "it", "de-AT"),
        (["it", "de-AT"], "de_AT", "it", "de-AT"),
        (["en", "it"], "fr", "it", "it"),
        (["en", "it"], "fr", "it-CH", "it"),
        (["en", "it"], "fr", "pt", "en"),
        (["en"], "", "", "en"),
    ],
)
def test_the_best_available_language_is_chosen(
    available: list[str], wanted: str, fallback: str, chosen: str
) -> None:
    assert choose_language(available, wanted, fallback) == chosen


def test_there_must_be_a_language() -> None:
    with pytest.raises(ValueError, match="no language"):
        choose_language([], "en", "it")


@pytest.mark.parametrize(
    ("available", "wanted", "manners", "chosen"),
    [
        (["de", "de-x-informal"], "de", DU, "de-x-informal"),
        (["de-x-informal", "de"], "de", SIE, "de"),
        (["de-x-informal", "de"], "de", {}, "de"),
        (["de", "de-x-formal", "de-x-informal"], "de-AT", {}, "de-x-formal"),
        (["de-x-informal", "de-AT"], "de-AT", DU, "de-AT"),
        (["de-AT", "de-AT-x-informal"], "de-AT", DU, "de-AT-x-informal"),
        (["DE_x_Informal", "de"], "de", DU, "DE_x_Informal"),
        (["en", "de-x-formal"], "de", DU, "de-x-formal"),
        (["de-x-formal", "de", "en"], "fr", DU, "en"),
        (["it-x-formal", "it"], "fr", DU, "it"),
        (["nl-x-formal", "nl"], "nl", {}, "nl"),
        (["nl-x-formal", "nl"], "nl", {"nl": Manner.FORMAL}, "nl-x-formal"),
    ],
)
def test_the_manner_of_the_business_is_preferred(
    available: list[str], wanted: str, manners: dict[str, Manner], chosen: str
) -> None:
    assert choose_language(available, wanted, "en", Manners(manners)) == chosen


def test_the_fallback_is_in_its_own_manner() -> None:
    assert choose_language(["it-x-formal", "it"], "fr", "it", Manners({"fr": Manner.FORMAL})) == "it"
    assert choose_language(["it", "it-x-formal"], "fr", "it", Manners({"it": Manner.FORMAL})) == "it-x-formal"


TAGS = st.from_regex(r"(de|it|en)(-(AT|CH))?(-x-(formal|informal))?", fullmatch=True)


def in_any_manner(language: str) -> set[str]:
    books = [Manners({base_language(language): manner}) for manner in Manner]
    return {tag for manners in books for tag in manners.tags_for(language)}


@given(
    st.lists(TAGS, min_size=1),
    TAGS,
    TAGS,
    st.dictionaries(st.sampled_from(["de", "it"]), st.sampled_from(Manner)),
)
def test_the_other_manner_is_read_only_where_the_language_has_nothing_else(
    available: list[str], wanted: str, fallback: str, decided: dict[str, Manner]
) -> None:
    manners = Manners(decided)
    chosen = normal_tag(choose_language(available, wanted, fallback, manners))
    language = next(each for each in (wanted, fallback, available[0]) if chosen in in_any_manner(each))
    fitting = set(manners.tags_for(language))
    assert chosen in fitting or fitting.isdisjoint(normal_tag(tag) for tag in available)


def test_the_best_key_comes_first() -> None:
    tags = Manners({"de": Manner.INFORMAL}).tags_for("de-AT")
    assert list(tags) == ["de-at-x-informal", "de-at", "de-x-informal", "de"]


def test_a_region_may_have_a_manner_of_its_own() -> None:
    manners = Manners({"de": Manner.INFORMAL, "de-ch": Manner.FORMAL})
    assert [manners.of(language) for language in ("de_CH", "de-AT", "it", "nl")] == [
        Manner.FORMAL,
        Manner.INFORMAL,
        Manner.INFORMAL,
        None,
    ]
