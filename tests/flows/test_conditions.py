"""What holds of which values, and how a condition that cannot is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.conditions import (
    Condition,
    ConditionError,
    can_fail,
    holds,
    parse_condition,
    paths_of,
    value_of,
)
from flows.names import Kind, Leaf, Names

KNOWN = Names(
    {
        "customer": Names(
            {
                "first_name": Leaf(Kind.STRING, optional=True),
                "tags": Leaf(Kind.LIST),
                "spent": Leaf(Kind.FLOAT),
                "purchases": Leaf(Kind.INT),
                "member": Leaf(Kind.BOOL),
            }
        ),
        "purchase": Names({"attributes": Leaf(Kind.MAP), "brand": Leaf(Kind.STRING)}),
        "csat": Leaf(Kind.INT),
        "mood": Leaf(Kind.FLOAT),
        "reason": Leaf(Kind.STRING),
    }
)

VALUES: dict[str, object] = {
    "customer": {
        "first_name": "Ada",
        "tags": ["vip", "b2b"],
        "spent": 499.5,
        "purchases": 3,
        "member": False,
    },
    "purchase": {"attributes": {"gift": True, "note": None}, "brand": "Rossi"},
    "csat": 2,
    "mood": -0.6,
    "reason": "Broken cup",
}


FORM = "a condition compares, as in `csat <= 2`, and joins comparisons by `&&` or `||`"


def mistake_in(source: str) -> ConditionError | None:
    try:
        parse_condition(source, KNOWN)
    except ConditionError as error:
        return error
    return None


def refusal(source: str) -> ConditionError:
    mistake = mistake_in(source)
    assert mistake is not None, f"{source!r} was not refused"
    return mistake


# --- what holds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "csat <= 2",
        "csat <= 2.5",
        "csat == 2.0",
        "customer.spent >= 499",
        "customer.spent / double(customer.purchases) > 100.0",
        "csat <= 2 && mood <= -0.5",
        '"vip" in customer.tags',
        'customer.tags[1] == "b2b"',
        'customer.tags == ["vip", "b2b"]',
        'purchase.brand in ["Rossi", "Bianchi"]',
        "!customer.member",
        "!!!customer.member",
        "!(csat > 2 || customer.member)",
        "!customer.member == true",
        'customer["first_name"] == "Ada"',
        "purchase.attributes.gift",
        'purchase.attributes["gift"] == true',
        "size(purchase.attributes) == 1 && purchase.attributes.gift",
        "size(reason) > 5",
        'reason.contains("cup") && reason.startsWith("Bro") && reason.endsWith("p")',
        'reason.matches("^B[a-z]{2,10} ")',
        "csat <= 2 // and nothing more\n",
        '("a" + purchase.brand) == "aRossi"',
        "((csat)) <= 2",
        "(csat - 1) * 3 == 3",
        "(customer.member || csat == 2) == true",
        "reason == r'Broken cup' || reason == '''Broken cup'''",
        "csat in [1, 2]",
        "!(csat in [])",
        "int(string(csat)) == 2",
        'csat == int("2")',
    ],
)
def test_a_condition_holds_of_these_values(source: str) -> None:
    parse_condition(source, KNOWN)

    assert holds(source, VALUES)


@pytest.mark.parametrize(
    "source",
    [
        "csat > 2",
        "!(csat <= 2)",
        "csat <= 2 && mood > 0.0",
        '"new" in customer.tags',
        'customer.tags[7] == "b2b"',
        "csat / 0 == 1",
        "int(reason) == 1",
        'purchase.attributes.gift == "yes"',
        "9223372036854775807 + csat > 0",
    ],
)
def test_a_condition_without_a_true_value_does_not_hold(source: str) -> None:
    parse_condition(source, KNOWN)

    assert not holds(source, VALUES)


@pytest.mark.parametrize(
    "source",
    [
        "csat <= 2",
        "!(csat <= 2)",
        "csat != 3",
        "csat == 3 || csat != 3",
        "csat <= 2 && customer.member == false",
        "customer.first_name != 'Ada'",
        "purchase.attributes.note != 'x'",
        "purchase.attributes.nothing != 'x'",
        "!('x' in customer.tags)",
    ],
)
@pytest.mark.parametrize("missing", ["left out", None])
def test_what_depends_on_a_missing_value_is_false(source: str, missing: str | None) -> None:
    customer = {"member": False} | ({"first_name": None, "tags": None} if missing is None else {})
    values: dict[str, object] = {"customer": customer, "purchase": {"attributes": {"note": None}}}
    if missing is None:
        values["csat"] = None

    assert not holds(source, values)


@pytest.mark.parametrize("source", ["csat <= 2 || mood <= -0.5", "mood <= -0.5 || csat <= 2"])
@pytest.mark.parametrize("values", [{"csat": 2}, {"mood": -0.9}, {"csat": 2, "mood": None}])
def test_one_known_side_is_enough_when_it_decides(source: str, values: dict[str, object]) -> None:
    assert holds(source, values)


def test_a_false_side_decides_under_a_negation() -> None:
    assert holds("!(csat <= 2 && mood <= -0.5)", {"csat": 5})
    assert not holds("!(csat <= 2 && mood <= -0.5)", {"csat": 2})


def test_sums_of_money_compare_with_numbers() -> None:
    assert holds(
        "customer.spent >= 500 && customer.spent * 2.0 > 1000.0", {"customer": {"spent": Decimal("500.01")}}
    )


def test_a_value_that_cel_cannot_hold_makes_it_false() -> None:
    assert not holds("csat == csat", {"csat": object()})


def test_a_table_where_a_value_should_be_is_missing() -> None:
    assert not holds("customer.first_name == 'Ada'", {"customer": "Ada"})


@given(
    st.one_of(st.none(), st.integers(1, 5)),
    st.one_of(st.none(), st.floats(-1, 1)),
)
def test_or_and_and_follow_three_valued_logic(csat: int | None, mood: float | None) -> None:
    low = None if csat is None else csat <= 2
    sad = None if mood is None else mood <= -0.5
    values = {"csat": csat, "mood": mood}

    assert holds("csat <= 2 || mood <= -0.5", values) is (low is True or sad is True)
    assert holds("csat <= 2 && mood <= -0.5", values) is (low is True and sad is True)
    assert holds("!(csat <= 2 && mood <= -0.5)", values) is (low is False or sad is False)


# --- what is parsed -----------------------------------------------------------------------------------------


def test_a_condition_knows_its_paths() -> None:
    source = (
        'csat <= 2 && customer["first_name"] == "mood" || purchase.attributes.gift.colour == reason // mood'
    )

    assert parse_condition(source, KNOWN) == Condition(source, paths_of(source))
    assert paths_of(source) == {
        ("csat",),
        ("customer", "first_name"),
        ("purchase", "attributes", "gift", "colour"),
        ("reason",),
    }


@pytest.mark.parametrize(
    ("source", "offset", "message", "hint"),
    [
        ("", 0, "the condition ends too early", FORM),
        ("csat <= 2 &&", 12, "the condition ends too early", FORM),
        ("csat <= 2 &&\n  mood ==== 1", 22, "`==` cannot stand here", FORM),
        ("csat == 1\r\n&& == 2", 14, "`==` cannot stand here", FORM),
        ('"é😀" == == 1', 8, "`==` cannot stand here", FORM),
        ("csat = 2", 5, "`=` cannot stand here", "write `==` to compare"),
        ("csat <= 2 and mood < 1", 10, "`and` cannot stand here", "write `&&` for and"),
        ("csat <= 2 or mood < 1", 10, "`or` cannot stand here", "write `||` for or"),
        ("not customer.member", 4, "`customer` cannot stand here", "write `!` for not"),
        ("csat <> 2", 6, "`>` cannot stand here", "write `!=` for not equal"),
        ("csat ≤ 2", 5, "`≤` cannot stand here", "write `<=`"),
        ("reason == “x”", 10, "`“` cannot stand here", 'write straight quotes: "…"'),
        ("size(reason", 11, "`)` is missing", FORM),
        ("package == 1", 0, "`package` is a reserved word and cannot be a name", FORM),
        ("csat <= 99999999999999999999", 8, "this number is too large", FORM),
        ("has(csat)", 4, "macros such as `has` and `exists` are not used in conditions", FORM),
    ],
)
def test_a_syntax_error_has_its_place(source: str, offset: int, message: str, hint: str) -> None:
    error = refusal(source)

    assert (error.offset, error.message, error.hint) == (offset, message, hint)
    assert str(error) == message


def test_an_unclosed_text_is_explained() -> None:
    error = refusal('reason == "a')

    assert error.offset == 10
    assert "each text needs a quote" in str(error.hint)


@pytest.mark.parametrize(
    ("source", "wrong", "hint"),
    [
        ("customer.frist_name == 'Ada'", "frist_name", "did you mean `customer.first_name`?"),
        ("csat < 2 &&\n  moood < 0.0", "moood", "did you mean `mood`?"),
        ("csat.value == 1", "value", None),
        ("customer == 1", "customer", None),
        ('customer["x" + reason] == "a"', "customer", None),
        ('customer["first\\"name"] == "a"', "customer", None),
        (".csat == 1", ".csat", None),
        ("csat == 1 && .csat == 1", ".csat", None),
    ],
)
def test_an_unknown_name_has_its_place(source: str, wrong: str, hint: str | None) -> None:
    error = refusal(source)

    assert error.offset == source.index(wrong)
    if hint:
        assert error.hint == hint


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('customer.tags.exists(t, t == "vip")', "exists"),
        ('size(customer.tags.filter(t, t == "vip")) > 1', "filter"),
        ("has(customer.first_name)", "has"),
        ("csat == null", "null"),
        ("{'a': 1}.a == 1", "{"),
        ("csat == 1 ? true : false", "?"),
        ("reason.lower() == 'a'", "lower"),
        ("reason.startWith('a')", "startWith"),
        ("reason.matches(reason)", "matches"),
        ("matches(reason, 'a')", "matches"),
        ("reason.matches('(')", "'('"),
        ("reason.matches('(x{10}){10}')", "'(x"),
        ("reason.matches('(x{5,}){11}')", "'(x"),
        (f"reason.matches('{'a' * 100}')", "'aaa"),
        ("csat == 1 && " + "(" * 21 + "true" + ")" * 21, "csat"),
    ],
)
def test_language_that_is_not_needed_here_is_refused(source: str, wrong: str) -> None:
    assert refusal(source).offset == source.index(wrong)


def test_refusals_say_what_to_write_instead() -> None:
    assert (
        refusal("customer.tags.all(t, t == 'a')").hint
        == 'to look into a list, write `"vip" in customer.tags`'
    )
    assert refusal("reason.startWith('a')").hint == "did you mean `startsWith`?"
    assert "contains" in str(refusal("reason.zzzzz('a')").hint)
    assert refusal("reason.matches('(')").message == "not a regular expression: unclosed group"


def test_a_pattern_too_large_to_compile_is_refused() -> None:
    error = refusal(r"reason.matches(r'(\w\w\w\w\w\w\w\w){50}')")

    assert error.offset == len("reason.matches(")
    assert "size limit" in error.message


@pytest.mark.parametrize(
    ("source", "wrong", "message"),
    [
        ('csat <= "2"', "csat", '`csat` is a number, but `"2"` is text: they cannot be compared'),
        (
            "csat <= 2 &&\n (mood < 'x' || true)",
            "mood",
            "`mood` is a number, but `'x'` is text: they cannot be compared",
        ),
        ("reason == 3", "reason", "`reason` is text, but `3` is a number: they cannot be compared"),
        (
            "customer.member != 1",
            "customer",
            "`customer.member` is true or false, but `1` is a number: they cannot be compared",
        ),
        ('csat in ["1"]', "csat", '`csat` is a number, but `"1"` is text: they cannot be compared'),
        ("reason in [1]", "reason", "`reason` is text, but `1` is a number: they cannot be compared"),
        (
            "5 in customer.tags",
            "5",
            "`5` is a number, but `customer.tags[0]` is text: they cannot be compared",
        ),
        (
            "true || b'a' == 'a'",
            "b'a'",
            "`b'a'` is something else, but `'a'` is text: they cannot be compared",
        ),
        ("csat", "csat", "`csat` is a number, not true or false"),
        ("csat && true", "csat", "`csat` is a number, not true or false"),
        ("true || b'a'", "b'a'", "`b'a'` is something else, not true or false"),
        ("customer.tags", "customer", "`customer.tags` is a list, not true or false"),
        ("!csat", "!csat", "`!csat` does not fit together: `csat` is a whole number"),
        ("0 < csat < 3", "0", "`0 < csat < 3` does not fit together: `csat` is a whole number"),
        ("true || size(csat) > 1", "size", "`size(csat)` does not fit together: `csat` is a whole number"),
        (
            "true || reason.contains(1)",
            "reason",
            "`reason.contains(1)` does not fit together: `reason` is text",
        ),
        (
            "customer.spent / csat > 2.0",
            "customer",
            "`customer.spent / csat` does not fit together: "  # noqa: ISC004 - one message
            "`customer.spent` is a number and `csat` is a whole number",
        ),
        ("'a' in reason", "'a'", "`'a' in reason` does not fit together: `reason` is text"),
        (
            "double(size(reason)) > 1.0 == (true || reason < 3)",
            "reason < 3",
            "`reason` is text, but `3` is a number: they cannot be compared",
        ),
    ],
)
def test_values_that_do_not_fit_are_found_wherever_they_hide(source: str, wrong: str, message: str) -> None:
    error = refusal(source)

    assert (error.offset, error.message) == (source.index(wrong), message)


def test_a_misfit_comes_with_advice() -> None:
    assert refusal('csat <= "2"').hint == "write 2 without quotes"
    assert "numbers with numbers" in refusal("csat == reason").hint
    assert refusal("csat").hint == "compare it, for example `csat <= 2`"
    assert "double(" in str(refusal("customer.spent / csat > 2.0").hint)
    assert "numbers with numbers" in refusal("size(csat) > 2").hint
    assert refusal("customer.tags == 'vip'").hint == "to look into a list, write `'vip' in customer.tags`"
    assert refusal("customer.tags").hint == 'compare it, for example `"…" in customer.tags`'
    assert refusal("reason == 3").hint == 'text stands in quotes: "3"'
    assert "`&&`" in refusal("1 < csat < 3").hint
    assert "contains" in refusal("'a' in reason").hint
    assert '"…" in name' in refusal("customer.tags.contains('a')").hint


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("(" * 300 + "csat" + ")" * 300 + " > 1", "brackets nest too deep"),
        ("csat < 1e999", "this number is too large"),
        ("reason == '\\ud800'", "this text names a character that there is not"),
        ('reason == "a\nb"', "the second quote is missing"),
    ],
)
def test_what_the_library_cannot_read_is_told_in_plain_words(source: str, message: str) -> None:
    assert refusal(source).message == message


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("10.0 / double(csat)", 5.0),
        ("10.0 / mood", None),
        ("-10.0 / mood", None),
        ("0.0 / mood", None),
        ("1e308 * 10.0", None),
        ("csat + 1", 3),
    ],
)
def test_what_is_no_finite_number_has_no_value(source: str, value: object) -> None:
    assert value_of(source, {"csat": 2, "mood": 0.0}) == value


@pytest.mark.parametrize(
    ("source", "fails"),
    [
        ("(csat + nps) / 2", False),
        ("double(csat) / 2.5 * 3.0", False),
        ("2 * csat", False),
        ("csat * 0.25", False),
        ("csat * 100000", True),
        ("csat - nps", False),
        ("10 / csat", True),
        ("csat % nps", True),
        ("csat / 0.0", True),
        ("csat * nps", True),
        ("customer.tags[0]", True),
        ('customer["first_name"]', False),
    ],
)
def test_which_calculations_may_come_to_nothing(source: str, fails: bool) -> None:
    assert can_fail(source) is fails


def test_a_source_has_a_limit() -> None:
    assert refusal(" || ".join(["csat <= 2"] * 100)).message == "a condition has at most 1000 characters"


@given(st.text(alphabet="abcsat reon.mood<=>!&|()[]{}\"'\\/12.5-+*?:\n,é", max_size=30))
def test_whatever_is_written_is_parsed_or_refused_within_it(source: str) -> None:
    mistake = mistake_in(source)

    if mistake is None:
        assert holds(source, VALUES) in {True, False}
    else:
        assert 0 <= mistake.offset <= len(source)
        assert mistake.message
        assert mistake.hint
