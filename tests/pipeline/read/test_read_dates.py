from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.dates import FIRST_YEAR, LAST_YEAR, read_date

EVENING = datetime(2021, 3, 3, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2021-03-03T18:05:00Z",
        "2021-03-03T20:05:00+02:00",
        "2021-03-03 18:05",
        "20210303180500",
        20210303180500,
        "20210303T180500Z",
        "Wed, 03 Mar 2021 13:05:00 -0500",
        "Wed, 03 Mar 2021 18:05:00 GMT",
        "3 March 2021 19:05 CET",
        "March 3, 2021, 1:05 p.m. EST",
        "2021/03/03 18:05",
        "  3 mars 2021 à 18h05 ",
        "3 марта 2021, 18:05",
        1614794700,
        1614794700.0,
        1614794700000,
        "1614794700",
        "1614794700000000",
        1614794700000000000,
        datetime(2021, 3, 3, 18, 5),
        datetime(2021, 3, 3, 23, 5, tzinfo=timezone(timedelta(hours=5))),
    ],
)
def test_usual_forms_mean_one_moment(value: object) -> None:
    assert read_date(value).moment == EVENING


@pytest.mark.parametrize(
    "value", ["2021-03-03", "20210303", 20210303, "3. März 2021", "2021年3月3日", date(2021, 3, 3)]
)
def test_a_day_is_its_midnight(value: object) -> None:
    assert read_date(value).moment == datetime(2021, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-03-03 21:30 -0500", date(2021, 3, 3)),
        ("2021-03-03T23:05:00-01:00", date(2021, 3, 3)),
        ("Thu, 04 Mar 2021 06:05:00 +0900", date(2021, 3, 4)),
        ("March 3, 2021, 8:30 p.m. EST", date(2021, 3, 3)),
        (datetime(2021, 3, 4, 2, 5, tzinfo=timezone(timedelta(hours=5))), date(2021, 3, 4)),
        ("2021-03-03T18:05:00-01:00", None),
        ("2021-03-03T23:05:00Z", None),
        ("2021-03-03 23:05", None),
        ("2021-03-03", None),
        (1614794700, None),
        ("9999-12-31T23:00:00-05:00", None),
        ("soon", None),
    ],
)
def test_the_day_in_its_own_zone_is_told_where_it_is_another(value: object, day: date | None) -> None:
    assert read_date(value).local_day == day


@pytest.mark.parametrize(
    ("value", "day", "is_ambiguous"),
    [
        ("06.02.2024", date(2024, 2, 6), False),
        ("06.02.24", date(2024, 2, 6), False),
        ("6.2.2024, 00:00 Uhr", date(2024, 2, 6), False),
        ("06-02-2024", date(2024, 2, 6), True),
        ("06/02/2024", date(2024, 6, 2), True),
        ("06/02/2024 12:00 AM", date(2024, 6, 2), True),
        ("13/02/2024", date(2024, 2, 13), False),
        ("02/13/2024", date(2024, 2, 13), False),
        ("06/06/2024", date(2024, 6, 6), False),
        ("Tue, 06/02/2024", date(2024, 2, 6), False),
        ("Sunday 06/02/2024", date(2024, 6, 2), False),
        ("2024/02/06", date(2024, 2, 6), False),
    ],
)
def test_days_of_three_numbers(value: str, day: date, is_ambiguous: bool) -> None:
    found = read_date(value)
    assert (found.moment, found.is_ambiguous) == (datetime(day.year, day.month, day.day, tzinfo=UTC), is_ambiguous)


@pytest.mark.parametrize(
    ("url", "day", "is_ambiguous"),
    [
        ("https://post.example/2024/03/05/mine", date(2024, 3, 5), False),
        ("https://post.example/2024/3/6/mine", date(2024, 3, 5), False),
        ("https://post.example/mine-20240305.html", date(2024, 3, 5), False),
        ("https://post.example/2024-05-03-mine", date(2024, 5, 3), False),
        ("https://post.example/2024/03/mine", date(2024, 3, 5), False),
        ("https://post.example/2024/07/mine", date(2024, 5, 3), True),
        ("https://post.example/2024/mine-1203", date(2024, 5, 3), True),
        (None, date(2024, 5, 3), True),
    ],
)
def test_the_address_settles_which_day_is_meant(url: str | None, day: date, is_ambiguous: bool) -> None:
    found = read_date("05/03/2024", url)
    assert (found.moment, found.is_ambiguous) == (datetime(day.year, day.month, day.day, tzinfo=UTC), is_ambiguous)


@pytest.mark.parametrize(
    ("value", "hour", "is_ambiguous"),
    [
        ("Mon, 05 Feb 2024 10:00:00 IST", 10, True),
        ("5 Feb 2024 10:00 AM BST", 10, True),
        ("Mon, 05 Feb 2024 10:00:00 +0200 (IST)", 8, False),
        ("Mon, 05 Feb 2024 10:00:00 EST", 15, False),
        ("2024-02-05 10:00 CET", 9, False),
    ],
)
def test_a_zone_whose_name_others_share_is_left_out(value: str, hour: int, is_ambiguous: bool) -> None:
    found = read_date(value)
    assert (found.moment, found.is_ambiguous) == (datetime(2024, 2, 5, hour, tzinfo=UTC), is_ambiguous)


@pytest.mark.parametrize(
    "value",
    [
        "Feb 6", "32/13/2024", "31.2.2024", "1.2.3.2024",
        "", "yesterday", "2 hours ago", "March 2021", "2021", 2021, 0, -1, 7, True, "0000-00-00", "31 February 2021",
        "0001-01-01", "1492-10-12", "9999-12-31", datetime.max, datetime.min, 1e300, float("nan"), float("inf"), 10**50,
        "1" * 100, "9" * 10**6, "3 March 2021" + " " * 1000, [], {"a": 1}, None, "n/a", "12:30", "2021-13-45",
    ],
)  # fmt: skip
def test_senseless_dates_are_null(value: object) -> None:
    assert read_date(value).moment is None


@given(st.datetimes(datetime(FIRST_YEAR, 1, 2), datetime(LAST_YEAR, 12, 30)), st.integers(-14 * 60, 14 * 60))
def test_iso_dates_keep_their_moment(moment: datetime, minutes: int) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert read_date(zoned.isoformat()).moment == zoned


@given(st.integers(10**8, 4 * 10**9), st.sampled_from([1, 10**3, 10**6]))
def test_epoch_numbers_keep_their_moment(seconds: int, unit: int) -> None:
    parsed = read_date(seconds * unit).moment
    # Some numbers are digits of a day; the others are seconds or a thousandth of them.
    assert parsed == datetime.fromtimestamp(seconds, UTC) or str(seconds * unit).startswith(f"{parsed:%Y%m%d}")


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.dates(), st.datetimes()))
def test_anything_is_a_utc_date_or_null(value: object) -> None:
    parsed = read_date(value).moment
    assert parsed is None or (parsed.utcoffset() == timedelta() and FIRST_YEAR <= parsed.year <= LAST_YEAR)
