"""What a customer types for a telephone number, and what must not be taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import read_phone

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
PHONE_LIKE = st.text(alphabet="0123456789+()-./ *#telno\u2011\ud800\x00", max_size=30)


@pytest.mark.parametrize(
    "text",
    [
        *("+390612345678", "+39 06 1234 5678", "+39 (06) 1234-5678", "+39.06.1234.5678", "+39-06-1234-5678"),
        *(
            "0039 06 1234 5678",
            "00390612345678",
            "＋３９ 06 12345678",
            "+39 06\u00a01234\u00a05678",
            "+39 06 1234‑5678",
        ),
        *("tel. +39 06 12345678", "tel:+390612345678", "Phone: +39 06 12345678", "📞 +39 06 12345678."),
        *(
            "my number is +39 06 12345678",
            "call me at +39 06 12345678, thanks",
            "\u202a+39 06 12345678\u202c",
        ),
        *(
            "il mio numero è +39 06 12345678, grazie",
            "mi número es +39 06 12345678",
            "c'est le +39 06 12345678",
        ),
        *("meine Nummer ist +39 06 12345678", "meu número é +39 06 12345678", "+ 39 06 12345678"),
    ],
)
def test_a_number_with_its_country(text: str) -> None:
    assert read_phone(text) == "+390612345678"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        *[("06 12345678", "0612345678"), ("(06) 1234-5678", "0612345678"), ("030/1234567", "0301234567")],
        *[("01.23.45.67.89", "0123456789"), ("333 1234567", "3331234567"), ("٠٦١٢٣٤٥٦٧", "061234567")],
        *[("123456", "123456"), ("123456789012345", "123456789012345"), ("(212) 555-0100", "2125550100")],
        *[
            ("+44 (0)20 7946 0018", "+442079460018"),
            ("+49 (0) 30 1234567", "+49301234567"),
            ("+1 (212) 555-0100", "+12125550100"),
        ],
    ],
)
def test_numbers_as_they_are_written(text: str, phone: str) -> None:
    assert read_phone(text) == phone


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "+",
            "tel",
            "12345",
            "1234567890123456",
            "+12345",
            "+1234567890123456",
            "+0612345678",
            "00 0612345678",
        ),
        *(
            "06 1234567 or 333 1234567",
            "06123456, 06123457",
            "06123456\n06123457",
            "06 1234567 int. 5",
            "0612345+678",
        ),
        *(
            "06 1234567?",
            "order 12345678",
            "not 06 1234567",
            "*100#123456",
            "1-800-FLOWERS",
            "++390612345678",
        ),
        *(
            "wa.me/390612345678",
            "a@b123456.com",
            "06123456\x00",
            "my old number was 06 1234567",
            "0612345x",
            "x0612345",
        ),
    ],
)
def test_no_telephone_number(text: str) -> None:
    assert read_phone(text) is None


@given(ANY_TEXT | PHONE_LIKE)
def test_whatever_is_read_can_be_dialled(text: str) -> None:
    phone = read_phone(text)
    assert phone is None or (
        phone.removeprefix("+").isdecimal() and phone.isascii() and 6 <= len(phone) <= 16
    )


@given(st.from_regex(r"\+[1-9][0-9]{5,14}", fullmatch=True))
def test_every_international_number_is_read(phone: str) -> None:
    assert read_phone(phone) == phone


@pytest.mark.parametrize(
    "text", ["1" * 4000, "(" * 4000, "1- " * 1300, "+" * 4000, " " * 4000, "tel " * 1000]
)
def test_who_writes_a_page_says_no_number(text: str) -> None:
    assert read_phone(text) is None
