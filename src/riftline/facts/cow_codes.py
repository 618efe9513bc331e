"""Numbers of the Correlates of War project → the codes used here.

`countries.csv` has the numbers of present and former states; `cow_codes.csv` adds those it has not: Germany's numbers
before 1990 and states that were gone by 1945. A state without an ISO code is written as its number, "COW300".
"""

from functools import cache

from riftline.facts.countries import Country, countries
from riftline.facts.names import read_table


@cache
def iso3_of(code: int, year: int) -> str:
    """The code of the state that had a number in a year: 365 is SUN in 1975 and RUS in 2000.

    Of two states in one year it is the one that existed at its middle. A number that is in neither table is kept as
    "COW" and the number.
    """
    listed = [state for state in countries() if state.cow == code]
    there = [state for state in listed if _existed(state, year)]
    if there:
        return there[0].iso3
    for row in read_table("cow_codes.csv"):
        if int(row["code"]) == code and int(row["start"] or 0) <= year <= int(row["end"] or 9999):
            return row["iso3"] or f"COW{code}"
    return listed[0].iso3 if listed else f"COW{code}"


def _existed(state: Country, year: int) -> bool:
    """Whether it existed in the middle of the year, or came to be later in it and had no forerunner with its number."""
    started = state.start is None or (state.start.year, state.start.month) < (year, 7)
    ended = state.end is not None and (state.end.year, state.end.month, state.end.day) <= (year, 7, 1)
    return started and not ended
