"""No template costs more than its text is long, and none fails because of a value that was sent."""

import pytest

from flows.names import Kind, Leaf, Names
from flows.wording import WordingError, parse_wording, render
from flows.wording.filters import MOST_JOINED

KNOWN = Names(
    {
        "visit": Leaf(Kind.DATE),
        "reason": Leaf(Kind.STRING),
        "parcels": Leaf(Kind.INT),
        "wrong": Leaf(Kind.LIST),
        "amount": Leaf(Kind.FLOAT),
        "currency": Leaf(Kind.CURRENCY),
        "attributes": Leaf(Kind.MAP),
    }
)

FORM = (
    "a value is written `{{ customer.first_name | default: 'there' }}`, "
    "and what depends on one `{% if customer.first_name %}…{% endif %}`"
)

RANGES = [
    "{{ (1..9999999999) | join: ',' | truncate: 5 }}",
    "{{ parcels | default: (1..9999999999) }}",
    "{% if reason contains (1..9999999999) %}a{% endif %}",
    "{% case parcels %}{% when (1..9999999999) %}a{% endcase %}",
    "{% unless parcels %}{% if parcels %}{{ (parcels..9999999999) }}{% endif %}{% endunless %}",
]


def refusal(source: str) -> tuple[str, str, str]:
    """The message, the hint, and what stands at the place."""
    with pytest.raises(WordingError) as refused:
        parse_wording(source, KNOWN)
    return refused.value.message, refused.value.hint, source[refused.value.offset :]


@pytest.mark.parametrize("source", RANGES)
def test_ranges_are_refused_where_they_stand(source: str) -> None:
    message, hint, rest = refusal(source)
    assert "is a range, and texts have no use for one" in message
    assert hint == "write out what it stands for"
    assert "..9999999999)" in rest


@pytest.mark.parametrize("source", RANGES)
def test_ranges_of_an_earlier_revision_are_not_filled_in(source: str) -> None:
    with pytest.raises(WordingError, match="is a range"):
        render(source, {"parcels": 1, "reason": "late"}, "en")


@pytest.mark.parametrize("filter_", ["money: 'EUR'", "number", "date"])
@pytest.mark.parametrize(
    "value",
    ["1E+99999999", "1E+9999999", "-99999999999999999999999999999", "inf", "nan", "much", "0E+9999999"],
)
def test_what_is_no_number_that_anybody_would_read_is_shown_as_it_is(value: str, filter_: str) -> None:
    assert render(f"{{{{ amount | {filter_} }}}}", {"amount": value}, "en") == value


@pytest.mark.parametrize("value", ["1E+1000000", "1E-1000000", 1e300, float("inf"), "9" * 5000])
def test_a_plural_of_such_a_number_is_the_other_form(value: object) -> None:
    assert render("{{ x | plural: one: 'one', other: 'other' }}", {"x": value}, "en") == "other"


def test_the_largest_number_and_the_smallest() -> None:
    assert render("{{ x | number }}", {"x": "999999999999999999"}, "en") == "999,999,999,999,999,999"
    assert render("{{ x | number }}", {"x": "1000000000000000000"}, "en") == "1000000000000000000"
    assert render("{{ x | money: 'EUR' }}", {"x": "999999999999999999.99"}, "en").endswith(",999.99")
    assert render("{{ x | number }}", {"x": "1E-9999999"}, "en") == "0"


@pytest.mark.parametrize(
    ("condition", "value", "shown"),
    [
        ("attributes.weight > 5", 7, "yes"),
        ("attributes.weight > 5", "heavy", "no"),
        ("attributes.weight > 5 or parcels == 1", "heavy", "no"),
        ("attributes.weight < 5", [1], "no"),
        ("attributes.weight contains 'a'", 5, "no"),
    ],
)
def test_what_cannot_be_compared_with_what_a_shop_sent_is_not_so(
    condition: str, value: object, shown: str
) -> None:
    sources = [
        f"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}",
        f"{{% unless {condition} %}}no{{% else %}}yes{{% endunless %}}",
        f"{{% if parcels == 2 %}}never{{% elsif {condition} %}}yes{{% else %}}no{{% endif %}}",
    ]
    for source in sources:
        parse_wording(source, KNOWN)
        assert render(source, {"attributes": {"weight": value}, "parcels": 1}, "en") == shown


def test_of_a_long_list_the_first_are_shown() -> None:
    names = [str(number) for number in range(MOST_JOINED + 1)]
    shown = render("{{ wrong | join: ' ' }}", {"wrong": names}, "en")
    assert shown.split() == names[:-1]


@pytest.mark.parametrize(
    ("source", "message", "rest"),
    [
        ("{{ reason | money: 'EUR' }}", "`money` takes a number, and `reason` is text", "reason | "),
        ("{{ reason | date }}", "`date` takes a date, and `reason` is text", "reason | "),
        ("{{ 'x' | date }}", "`date` takes a date, and `'x'` is none that can be read", "'x' | "),
        (
            "{{ -99999999999999999999 | money: 'EUR' }}",
            "`money` takes a number, and `-99999999999999999999` is none that can be read",
            "-999",
        ),
        ("{{ amount | money: 'EURO' }}", 'there is no currency "EURO"', "'EURO'"),
        ("{{ amount | money: reason }}", "`money` needs a currency, and `reason` is text", "reason }}"),
        (
            "{{ reason | truncate: parcels }}",
            "`truncate` needs to know how many characters are left",
            "parcels }}",
        ),
        (
            "{{ '" + "9" * 5000 + "' | number }}",
            "`number` takes a number, and `'" + "9" * 79 + "…` is none that can be read",
            "'999",
        ),
        ("{{ amount | number: 2 }}", "`number` takes less behind its colon", "number: 2"),
        ("{{ " + "9" * 5000 + " }}", "this number is too long", "999"),
        (
            "{% if " + " and ".join(["visit"] * 700) + " %}a{% endif %}",
            "this nests too deep, or is too long to be read",
            "{% if ",
        ),
    ],
)
def test_a_filter_that_can_do_nothing_with_what_it_is_given(source: str, message: str, rest: str) -> None:
    found, hint, here = refusal(source)
    assert found == message
    assert hint
    assert here.startswith(rest)


@pytest.mark.parametrize(
    ("source", "message", "rest"),
    [
        ("a {{ visit }} {{ b", "`}}` is missing", "{{ b"),
        ("a {{ b {{ c", "`}}` is missing", "{{ b {{ c"),
        ("{% if visit %}a{% endif", "`%}` is missing", "{% endif"),
    ],
)
def test_what_is_begun_is_ended(source: str, message: str, rest: str) -> None:
    assert refusal(source) == (message, FORM, rest)


def test_blanks_before_an_end_are_few() -> None:
    assert refusal(f"{{{{{' ' * 7000}}}}}")[0] == "there are too many blanks here"
    parse_wording(f"{{{{ visit{' ' * 199}}}}}{' ' * 7000}", KNOWN)


def test_what_filters_are_given_in_right_texts() -> None:
    parse_wording("{{ visit | date: 'short' }} {{ '2026-11-22' | date }} {{ 3 | plural: other: 'a' }}", KNOWN)
    parse_wording("{{ amount | money: currency }} {{ parcels | money: 'EUR' }} {{ '4.5' | number }}", KNOWN)
    parse_wording("{{ attributes.due | default: '-' | date }} {{ reason | truncate: 20, '…' }}", KNOWN)


def test_whatever_goes_wrong_in_a_template_has_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("babel.numbers.format_decimal", stumble)
    assert refusal("Hi {{ parcels | number }}")[0] == "this cannot be filled in"
    with pytest.raises(WordingError, match="this cannot be filled in"):
        render("Hi {{ parcels | number }}", {"parcels": 2}, "en")
