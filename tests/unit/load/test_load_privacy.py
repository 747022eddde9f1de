"""Personal data: what carries a check digit or the form of a mobile number, and nothing else.

No number here belongs to anyone: GB 11643's own example, a card maker's test number, runs of zeros.
"""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.load.privacy import identity_number, luhn, mask, personal, suspect

IDENTITY = "11010519491231002X"
CARD = "4111111111111111"
MOBILE = "13000000000"


@pytest.mark.parametrize(
    ("text", "label", "masked"),
    [
        (f"证件号{IDENTITY}。", "身份证件号码", "110****2X"),
        (f"证件号{IDENTITY.lower()}", "身份证件号码", "110****2x"),
        ("110105 19491231 002X", "身份证件号码", "110****2X"),
        (f"卡号{CARD}", "银行卡号", "411****11"),
        ("卡号4111 1111 1111 1111", "银行卡号", "411****11"),
        ("卡号4111-1111-1111-1111", "银行卡号", "411****11"),
        (f"电话：{MOBILE}（手机）", "手机号码", "130****00"),
        ("130 0000 0000", "手机号码", "130****00"),
        ("130-0000-0000", "手机号码", "130****00"),
        ("+8613000000000", "手机号码", "861****00"),
        ("Tel.13000000000.", "手机号码", "130****00"),
        ("１３０００００００００", "手机号码", "130****00"),
    ],
)
def test_found_and_masked(text, label, masked):
    assert personal(text) == ((label, masked),)


def test_each_piece_is_named_once():
    found = personal(f"{IDENTITY}、{MOBILE}、{CARD}、{MOBILE}")
    assert [label for label, _masked in found] == ["身份证件号码", "银行卡号", "手机号码", "手机号码"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "办公室 0871-00000000",
        "110105194912310021",  # the check character is X
        "4111111111111112",  # does not end in its check digit
        "0000000000000000",
        "12000000000",  # no mobile number begins so
        "130000000001",  # twelve digits
        "913000000000",
        "13000000000.00",  # a sum of money
        "0.13000000000",
        "13,000,000,000",
        "2024-01-01 至 2024-12-31",
        "11440303-2025-00012",
        "滇公网安备53010202000000号",
    ],
)
def test_left_alone(text):
    assert personal(text) == ()


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_breaks_an_identity_number(body, index, step):
    valid = [body + last for last in "0123456789X" if identity_number(body + last)]
    assert len(valid) == 1
    changed = list(valid[0])
    changed[index] = str((int(changed[index]) + step) % 10)
    assert not identity_number("".join(changed))


@given(st.text("0123456789", min_size=15, max_size=18), st.data())
def test_one_wrong_digit_breaks_a_card_number(body, data):
    assume(body.strip("0"))
    (card,) = [body + last for last in "0123456789" if luhn(body + last)]
    index = data.draw(st.integers(0, len(card) - 1))
    step = data.draw(st.integers(1, 9))
    wrong = card[:index] + str((int(card[index]) + step) % 10) + card[index + 1 :]
    assert not luhn(wrong)


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from("3456789"))
def test_every_mobile_number_is_found(tail, second):
    number = f"1{second}{tail}"
    assert personal(f"联系人电话{number}") == (("手机号码", mask(number)),)
    assert personal(f"7{number}") == ()


@given(st.text("0123456789 -０９　－年,\n.", max_size=40))
def test_long_texts_are_suspect_where_eleven_digits_and_signs_stand_in_a_row(text):
    run = longest = 0
    for sign in text:
        run = run + 1 if sign in "0123456789 -０９　－" else 0
        longest = max(longest, run)
    assert suspect(text) == (longest >= 11)


@pytest.mark.parametrize(
    "value", ["13000000000", "１３０００００００００", "1300 0000 000", "86-13000000000"]
)
@pytest.mark.parametrize("before", ["联系人 ", "٣٤", "\n", "€"])
def test_what_holds_personal_data_is_suspect(value, before):
    assert suspect(f"{before}{value}，请勿公开")
