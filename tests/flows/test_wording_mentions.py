"""What a text shows of what is filled in."""

import pytest

from flows.wording import shown_paths


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Hi there", set()),
        ("Hi {{ customer.first_name | default: 'there' }}", {"customer.first_name"}),
        ("{{ purchase.items_count | plural: one: 'article', other: 'articles' }}", {"purchase.items_count"}),
        (
            "{{ purchase.amount | money: purchase.currency }}{{reason}}",
            {"purchase.amount", "purchase.currency", "reason"},
        ),
        ("{% if customer.first_name %}you{% endif %}", set()),
        ("{% if reason %}{{ reason }}{% endif %}", {"reason"}),
        ("{{ reason", set()),
        ("{{ | }}{{ reason }}", {"reason"}),
    ],
)
def test_shown_are_the_values_in_double_braces(source: str, shown: set[str]) -> None:
    assert {".".join(path) for path in shown_paths(source)} == shown
