import subprocess
import sys
from datetime import date, timedelta

import pytest
from holidays import country_holidays

from marg_cli.domain.bank_holidays import FIRST_YEAR, LAST_YEAR, bank_holidays


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_every_day_of_the_table_is_as_the_library_has_it(year: int) -> None:
    library = country_holidays("GB", subdiv="ENG", years=year)
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    differing = [d for d in days if d.year == year and (d in library) != (d in bank_holidays(year))]
    assert differing == []


def test_the_table_covers_2012_to_2035() -> None:
    assert range(2012, 2036) == range(FIRST_YEAR, LAST_YEAR + 1)


@pytest.mark.parametrize(
    "one_off",
    [date(2012, 6, 5), date(2020, 5, 8), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)],
)
def test_one_off_days_are_bank_holidays(one_off: date) -> None:
    assert one_off in bank_holidays(one_off.year)


def test_the_day_a_jubilee_displaced_is_an_ordinary_monday() -> None:
    assert date(2022, 5, 30) not in bank_holidays(2022)


def test_years_outside_the_table_are_asked_of_the_library() -> None:
    assert {date(1999, 12, 31), date(1999, 4, 2)} <= bank_holidays(1999)
    assert date(2040, 12, 25) in bank_holidays(2040)


def test_a_year_holds_only_its_own_days() -> None:
    assert {day.year for year in (1999, 2026, 2040) for day in bank_holidays(year)} == {
        1999,
        2026,
        2040,
    }


def test_counting_days_in_the_table_loads_no_library() -> None:
    code = (
        "import sys, datetime\n"
        "from marg_cli.domain.calendar import WorkingDays\n"
        "WorkingDays().between(datetime.date(2012, 1, 1), datetime.date(2035, 12, 31))\n"
        "WorkingDays().add(datetime.date(2026, 12, 22), 10)\n"
        "print(*{'holidays', 'dateutil', 'dataclasses', 'calendar'}.intersection(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")
