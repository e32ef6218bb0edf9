"""What a text says, how a bad one is refused, and languages, moments and money."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.names import Kind, Leaf, Names
from flows.wording import (
    Wording,
    WordingError,
    format_moment,
    format_money,
    parse_wording,
    render,
)
from flows.wording.markup import Style, parse

KNOWN = Names(
    {
        "customer": Names(
            {
                "first_name": Leaf(Kind.STRING, optional=True),
                "last_name": Leaf(Kind.STRING, optional=True),
                "tags": Leaf(Kind.LIST),
                "spent": Leaf(Kind.FLOAT),
                "visits": Leaf(Kind.INT),
                "since": Leaf(Kind.DATE),
            }
        ),
        "purchase": Names(
            {
                "amount": Leaf(Kind.FLOAT),
                "currency": Leaf(Kind.CURRENCY),
                "attributes": Leaf(Kind.MAP),
                "summary": Leaf(Kind.STRING),
            }
        ),
        "reply_by": Leaf(Kind.STRING),
    }
)

VALUES: dict[str, object] = {
    "customer": {
        "first_name": "Ada",
        "last_name": None,
        "tags": ["vip", "b2b"],
        "spent": 1249.5,
        "visits": 3,
        "since": "2026-11-22",
    },
    "purchase": {
        "amount": "1249.90",
        "currency": "EUR",
        "attributes": {"gift": "a ribbon", "note": None},
        "summary": "2 x <Blue> mug & {{ reply_by }}",
    },
    "reply_by": "tomorrow at 10:00",
}


def mistake_in(source: str) -> WordingError | None:
    try:
        parse_wording(source, KNOWN)
    except WordingError as error:
        return error
    return None


def refusal(source: str) -> WordingError:
    mistake = mistake_in(source)
    assert mistake is not None, f"{source!r} was not refused"
    return mistake


# --- what is said -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Hi {{ customer.first_name | default: 'there' }}!", "Hi Ada!"),
        ("Hi {{ customer.last_name | default: 'there' }}!", "Hi there!"),
        ("Hi {{ customer.last_name | default: 'there' | upcase }}!", "Hi THERE!"),
        ("{{ purchase.summary }}", "2 x <Blue\\> mug & {{ reply\\_by }}"),
        ("*{{ customer.first_name | default: '*' }}*", "*Ada*"),
        ("{{ customer.last_name | default: '*' }}", "\\*"),
        ("{{ purchase.attributes.gift | default: 'nothing' }}", "a ribbon"),
        ("{{ purchase.attributes.note | default: 'nothing' }}", "nothing"),
        ("{{ purchase.attributes.card.colour | default: 'none' }}", "none"),
        ("{{ customer.tags | join: ', ' }}", "vip, b2b"),
        ("{% if customer.first_name %}Hi {{ customer.first_name }}{% else %}Hi{% endif %}", "Hi Ada"),
        ("{% if customer.last_name %}Hi {{ customer.last_name }}{% else %}Hi{% endif %}", "Hi"),
        (
            "{% if customer.last_name == 'B' %}b{% elsif reply_by %}{{ reply_by | strip }}{% endif %}",
            "tomorrow at 10:00",
        ),
        ("{% if customer.first_name and customer.last_name %}{{ customer.last_name }}{% endif %}.", "."),
        ("{% unless customer.last_name %}Hi{% endunless %}", "Hi"),
        ("{% case reply_by %}{% when 'x' %}x{% else %}{{ reply_by | truncate: 8 }}{% endcase %}", "tomor..."),
        ("{% # for us %}{% comment %}{{ nothing }}{% endcomment %}{{ 'ok' | capitalize | strip }}", "Ok"),
        ("{% if customer.spent > 10 %}much{% endif %}", "much"),
        ("no markup } } %}", "no markup } } %}"),
    ],
)
def test_a_text_is_filled_in(source: str, text: str) -> None:
    parse_wording(source, KNOWN)

    assert render(source, VALUES, "en") == text


def test_money_is_written_as_usual_in_the_language() -> None:
    source = "{{ purchase.amount | money: purchase.currency }}"
    parse_wording(source, KNOWN)

    assert render(source, VALUES, "en") == "€1,249.90"
    assert render(source, VALUES, "it") == "1.249,90\N{NO-BREAK SPACE}€"


def test_a_missing_value_is_an_error_with_its_place() -> None:
    with pytest.raises(WordingError, match=r"customer\.last_name is undefined") as caught:
        render("Hi {{ customer.last_name }}", VALUES, "en")

    assert caught.value.offset == 6


def test_what_is_longer_than_any_answer_is_cut() -> None:
    assert render("{{ reply_by }}!", {"reply_by": "😀" * 4097}, "en") == "😀" * 4096 + "!"


def test_a_text_too_long_for_eight_messages_is_an_error() -> None:
    assert len(render("{{ reply_by }}" * 8, {"reply_by": "😀" * 4096}, "en")) == 8 * 4096
    with pytest.raises(WordingError, match="output stream limit"):
        render("{{ reply_by }}" * 8 + "!", {"reply_by": "😀" * 4096}, "en")


@given(st.text())
def test_a_value_is_read_as_it_is_and_never_as_markup(value: str) -> None:
    source = "> [to {{ reply_by }}](https://a.example) _x_ {{ reply_by }} *{{ reply_by | upcase }}"
    with_line_feeds = value.replace("\r\n", "\n").replace("\r", "\n")

    styled = parse(render(source, {"reply_by": value}, "en"))

    assert styled.plain == f"to {with_line_feeds} x {with_line_feeds} *{with_line_feeds.upper()}"
    assert [span.style for span in styled.spans] == [Style.QUOTE, Style.LINK, Style.ITALIC]


def test_no_filter_cuts_an_escape_in_half() -> None:
    values = {"reply_by": "*" * 10}

    assert render("{{ reply_by | truncate: 6, '' }}", values, "en") == "\\*" * 6
    assert render("{% if reply_by == '**********' %}ten{% endif %}", values, "en") == "ten"


# --- what is parsed -----------------------------------------------------------------------------------------


def test_a_wording_knows_its_paths() -> None:
    source = "{% if customer.first_name %}{{ purchase.amount | money: purchase.currency }}{% endif %}"

    assert parse_wording(source, KNOWN) == Wording(
        source,
        frozenset({("customer", "first_name"), ("purchase", "amount"), ("purchase", "currency")}),
    )


@pytest.mark.parametrize(
    ("source", "offset", "message"),
    [
        ("Hi {{ customer.first_name", 3, "`}}` is missing"),
        ("{{ reply_by }} {{ }}", 15, "a value is missing here"),
        ("a {{ reply_by | }}", 2, "expected word, found end of expression"),
        ("{{ reply_by }}\n{{ reply_by upcase }}", 27, "this cannot stand here"),
        (
            "a {% if reply_by %}{% unless reply_by %}{% endunless %}",
            2,
            "`{% endif %}` is missing",
        ),
        ("{% if reply_by %}{% unless reply_by %}", 17, "`{% endunless %}` is missing"),
        ("{% if reply_by %}a{% else %}b", 0, "`{% endif %}` is missing"),
        ("{% if reply_by == %}{% endif %}", 0, "a value is missing here"),
        ("a {% endif %}", 5, "unexpected tag 'endif'"),
        ("{% if reply_by = 1 %}{% endif %}", 15, "this cannot stand here"),
        ("{{ reply_by | default: 'x }}", 23, 'unexpected "\'"'),
    ],
)
def test_a_syntax_error_has_its_place(source: str, offset: int, message: str) -> None:
    error = refusal(source)

    assert (error.offset, error.message) == (offset, message)
    assert str(error) == message


@pytest.mark.parametrize(
    ("source", "wrong", "message", "hint"),
    [
        (
            "Hi\n{{ customer.frist_name | default: 'x' }}",
            "customer",
            "there is no `customer.frist_name`",
            "did you mean `customer.first_name`?",
        ),
        (
            "{% if reply_bye %}x{% endif %}",
            "reply_bye",
            "there is no `reply_bye`",
            "did you mean `reply_by`?",
        ),
        ("{{ reply_by | upcse }}", "upcse", "there is no filter `upcse`", "did you mean `upcase`?"),
        (
            "{{ customer }}",
            "customer",
            "`customer` is a group of values, not a value",
            "name one of them, for example customer.first_name, customer.last_name, customer.tags",
        ),
        (
            "{{ customer[reply_by] }}",
            "customer",
            "`customer[reply_by]` is not a plain name",
            "write a name with dots, such as customer.first_name",
        ),
        (
            "{{ customer.tags[0] }}",
            "customer",
            "`customer.tags[0]` is not a plain name",
            "write a name with dots, such as customer.first_name",
        ),
        (
            "{{ customer.tags }}",
            "customer",
            "`customer.tags` is a list, not text",
            "write `{{ customer.tags | join: ', ' }}`",
        ),
        (
            "{{ purchase.attributes | upcase }}",
            "purchase",
            "`purchase.attributes` is a table with keys of its own, not text",
            "write `{{ purchase.attributes.… | default: '…' }}`",
        ),
        (
            "{% for tag in customer.tags %}{% endfor %}",
            "for",
            "unexpected tag 'for'",
            "tags here are if, unless, case",
        ),
        ("{% include 'x' %}", "include", "unexpected tag 'include'", "tags here are if, unless, case"),
        ("{% render 'x' %}", "render", "unexpected tag 'render'", "tags here are if, unless, case"),
        ("{% assign x = 1 %}", "assign", "unexpected tag 'assign'", "tags here are if, unless, case"),
        (
            "{{ reply_by | truncate: 'a' }}",
            "'a'",
            "`truncate` needs to know how many characters are left",
            "write a whole number without quotes: truncate: 200",
        ),
        (
            "{{ purchase.amount | money }}",
            "money",
            "`money` needs a currency: money: purchase.currency",
            "write `{{ purchase.amount | money: purchase.currency }}`",
        ),
        (
            "{{ customer.visits | plural: one: 'visit' }}",
            "plural",
            "`plural` needs a word for `other`",
            "write `{{ purchase.items_count | plural: one: 'article', other: 'articles' }}`",
        ),
        (
            "{{ customer.visits | plural: ones: 'visit', other: 'visits' }}",
            "plural",
            "`plural` knows no `ones`, only zero, one, two, few, many, other",
            "write `{{ purchase.items_count | plural: one: 'article', other: 'articles' }}`",
        ),
        (
            "{{ reply_by | default: 1 | plural: other: 'visits' }}",
            "reply_by",
            "`plural` takes a number, and `reply_by` is text",
            "name a number, or leave `plural` out",
        ),
        (
            "{{ customer.tags | join: ', ' }}{{ reply_by | number }}",
            "reply_by",
            "`number` takes a number, and `reply_by` is text",
            "name a number, or leave `number` out",
        ),
        (
            "{{ customer.since | date: 'tiny' }}",
            "date",
            "`date` knows no `tiny`",
            "write `{{ … | date }}` or `{{ … | date: 'short' }}`; there are short, medium, long and full",
        ),
        (
            "{{ customer.spent | date }}",
            "customer",
            "`date` takes a date, and `customer.spent` is a number",
            "name a date, or leave `date` out",
        ),
        (
            "*Hi* [our shop](www.a.example)",
            "(www",
            '"www.a.example" is no address for a link',
            "write https://www.a.example",
        ),
        (
            "{{ customer.tags | join: ', ' }} [write](mailto:ada@a.example)",
            "(mailto",
            '"mailto:ada@a.example" is no address for a link',
            "write the mail address into the text: it becomes a link by itself",
        ),
        (
            "[chat](tg://resolve?domain=ada)",
            "(tg",
            '"tg://resolve?domain=ada" is no address for a link',
            "write https://t.me/…, which also leads there from elsewhere",
        ),
        (
            "[rate us]({{ reply_by }}) or [here](see)",
            "(see",
            '"see" is no address for a link',
            "write the whole of it: https://…",
        ),
        (
            "\\\\{{ customer.visits }} and \\{{ reply_by }}",
            "\\{{ reply_by }}",
            "this backslash would take its first character from what is filled in",
            "leave it out, or write two for a backslash",
        ),
        (
            "[rate us](https://a.example/{{ reply_by }}",
            "(https",
            "this link has no end",
            "write [words](https://…); a space in the address is %20, and a bracket \\( or \\)",
        ),
        (
            "{% if customer.spent > 'a' %}x{% endif %}",
            "> ",
            "'<' and '>' are not supported between 'str' and 'float'",
            "compare numbers with numbers, and text with text in quotes",
        ),
    ],
)
def test_a_mistake_has_its_place_and_a_hint(source: str, wrong: str, message: str, hint: str) -> None:
    error = refusal(source)

    assert (error.offset, error.message, error.hint) == (source.index(wrong), message, hint)


def test_a_filter_like_no_other_lists_them_all() -> None:
    assert refusal("{{ reply_by | base64_encode }}").hint == (
        "filters here are default, upcase, downcase, capitalize, strip, truncate, join, money, "
        "number, plural, date"
    )


@pytest.mark.parametrize(
    "source",
    [
        "Hi {{ customer.first_name }}",
        "Hi {{ customer.first_name | upcase | default: 'x' }}",
        "{{ customer.first_name | default: customer.last_name }}",
        "{{ reply_by | truncate: 9, customer.last_name }}",
        "{{ purchase.attributes.gift }}",
        "{% if customer.first_name %}x{% else %}{{ customer.first_name }}{% endif %}",
        "{% if customer.last_name %}{{ customer.first_name }}{% endif %}",
        "{% if customer.first_name or customer.last_name %}{{ customer.last_name }}{% endif %}",
        "{% unless customer.first_name %}{{ customer.first_name }}{% endunless %}",
        "{% case reply_by %}{% when 'x' %}{{ customer.first_name }}{% endcase %}",
    ],
)
def test_what_can_be_missing_needs_a_default(source: str) -> None:
    error = refusal(source)

    assert error.message.endswith("can be missing")
    assert "default: '…'" in str(error.hint)


@pytest.mark.parametrize(
    "source",
    [
        "{% if customer.first_name %}{{ customer.first_name | upcase }}{% endif %}",
        "{% if customer.first_name and customer.last_name %}{{ customer.last_name }}{% endif %}",
        "{% if customer.first_name %}{% if reply_by %}{{ customer.first_name }}{% endif %}{% endif %}",
        "{% if reply_by %}x{% elsif customer.first_name %}{{ customer.first_name }}{% endif %}",
        "{% unless reply_by %}x{% elsif customer.first_name %}{{ customer.first_name }}{% endunless %}",
        "{% if purchase.attributes.gift %}{{ purchase.attributes.gift | upcase }}{% endif %}",
        "{{ customer.first_name | default: purchase.summary }}",
    ],
)
def test_an_if_around_it_is_as_good_as_a_default(source: str) -> None:
    assert parse_wording(source, KNOWN).source == source


def test_sources_have_limits() -> None:
    assert refusal("x" * 8001).message == "a text has at most 8000 characters"
    assert refusal("{% if reply_by %}" * 11 + "{% endif %}" * 11).message == "block nesting limit reached"


@pytest.mark.parametrize("depth", [50, 200, 300, 500, 700, 900, 1500, 2500])
def test_no_depth_exhausts_the_stack(depth: int) -> None:
    assert refusal("{{ reply_by" + "[a" * depth + "]" * depth + " }}").message
    assert refusal("{% if " + "a and " * (depth // 2) + "a %}{% endif %}").message


@given(
    st.text(alphabet="{}%| .:,'ifendarply_bucstom=#-\n", max_size=40),
    st.sampled_from(["", "{{ reply_by ", "{% if "]),
)
def test_whatever_is_written_is_parsed_or_refused_within_it(written: str, start: str) -> None:
    source = start + written
    mistake = mistake_in(source)

    if mistake is None:
        render(source, VALUES, "en")
    else:
        assert 0 <= mistake.offset <= len(source)
        assert mistake.message


# --- moments, money ------------------------------------------------------------------------------


NOW = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)  # a Friday, 22:30 in Rome


@pytest.mark.parametrize(
    ("language", "today", "tomorrow", "soon", "later"),
    [
        ("en", "23:05", "tomorrow at 10:00", "Tuesday at 10:00", "Friday 27 November at 10:00"),
        ("it", "le 23:05", "domani alle 10:00", "martedì alle 10:00", "venerdì 27 novembre alle 10:00"),
        (
            "es",
            "a las 23:05",
            "mañana a las 10:00",
            "el martes a las 10:00",
            "el viernes 27 de noviembre a las 10:00",
        ),
        ("fr", "à 23:05", "demain à 10:00", "mardi à 10:00", "vendredi 27 novembre à 10:00"),
        (
            "de-AT",
            "23:05 Uhr",
            "morgen um 10:00 Uhr",
            "Dienstag um 10:00 Uhr",
            "Freitag, 27. November um 10:00 Uhr",
        ),
        (
            "pt",
            "às 23:05",
            "amanhã às 10:00",
            "terça-feira às 10:00",
            "sexta-feira, 27 de novembro às 10:00",
        ),
        ("nl", "20-11-2026, 23:05", "21-11-2026, 10:00", "24-11-2026, 10:00", "27-11-2026, 10:00"),
        ("xx", "23:05", "tomorrow at 10:00", "Tuesday at 10:00", "Friday 27 November at 10:00"),
        ("", "23:05", "tomorrow at 10:00", "Tuesday at 10:00", "Friday 27 November at 10:00"),
    ],
)
def test_a_moment_is_named_by_its_nearness(
    language: str, today: str, tomorrow: str, soon: str, later: str
) -> None:
    ten_in_rome = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    moments = [
        NOW + timedelta(minutes=35),
        *(ten_in_rome + timedelta(days=days) for days in (1, 4, 7)),
    ]

    assert [format_moment(moment, "Europe/Rome", language, NOW) for moment in moments] == [
        today,
        tomorrow,
        soon,
        later,
    ]


def test_today_is_the_customers_today() -> None:
    moment = NOW + timedelta(hours=2)

    assert format_moment(moment, "Europe/Rome", "en", NOW) == "tomorrow at 00:30"
    assert format_moment(moment, "America/New_York", "en", NOW) == "18:30"


def test_a_moment_in_the_past_is_named_by_its_date() -> None:
    assert format_moment(NOW - timedelta(days=1), "UTC", "en", NOW) == "Thursday 19 November at 21:30"


def test_a_moment_needs_a_zone_that_exists() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        format_moment(NOW, "Europe/Atlantis", "en", NOW)


def test_money_takes_numbers_and_texts() -> None:
    assert format_money(Decimal("49.9"), "EUR", "en") == "€49.90"
    assert format_money("1200", "JPY", "en") == "¥1,200"
    assert format_money("49.90", "EUR", "de-XX") == "49,90\N{NO-BREAK SPACE}€"


@pytest.mark.parametrize("amount", ["", "much", "NaN", "Infinity"])
def test_money_refuses_what_is_no_amount(amount: str) -> None:
    with pytest.raises(ValueError, match="not an amount of money"):
        format_money(amount, "EUR", "en")
