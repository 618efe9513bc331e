"""Write invented-gdelt.tsv.gz: invented events in the layout of GDELT 2.0, for the how-to pages.

Nothing in it happened. Eight states with real names talk for ten years; from May 2024 on three pairs of them quarrel
six to ten times as often, and one pair has a bad month in 2021. Others go on as ever, and coverage doubles.

    python docs/data/make_invented_events.py
"""

import datetime as dt
import gzip
import random
from pathlib import Path

ALLIES = ("USA", "CAN", "GBR", "FRA", "DEU", "ITA", "POL", "NLD")
OTHERS = ("RUS", "CHN", "IND", "BRA", "JPN", "EGY")
FIRST, LAST = dt.date(2016, 1, 1), dt.date(2025, 12, 31)
QUARREL = dt.date(2024, 5, 1)
WORSE = {("CAN", "USA"): 10, ("DEU", "USA"): 6, ("FRA", "USA"): 6}
OUTBURST = (dt.date(2021, 3, 1), ("FRA", "GBR"))
TALK = (
    ("040", "04", 1, 1.0),
    ("036", "03", 1, 4.0),
    ("051", "05", 1, 3.4),
    ("057", "05", 1, 8.0),
    ("061", "06", 2, 6.4),
)
QUARRELS = (("111", "11", 3, -2.0), ("112", "11", 3, -2.0), ("120", "12", 3, -4.0), ("163", "16", 4, -8.0))


def pairs() -> list[tuple[str, str, float, float]]:
    """Pairs with the mean number of talks and quarrels of a month."""
    inside = [(a, b, 2.0, 0.3) for a in ALLIES for b in ALLIES if a < b]
    outside = [(a, b, 0.8, 0.5) for a in ALLIES for b in OTHERS]
    return inside + outside + [(a, b, 0.6, 0.4) for a in OTHERS for b in OTHERS if a < b]


def row(number: int, day: dt.date, source: str, target: str, act: tuple[str, str, int, float]) -> str:
    """One line of 61 fields."""
    code, root, quad, goldstein = act
    actors = [[name, name, name, *[""] * 7] for name in (source, target)]
    middle = ["1", code, code[:3], root, str(quad), str(goldstein), "2", "1", "2", "0.0"]
    places = ["", "", "", "", "", "", "", ""] * 3
    stamp = f"{day:%Y%m%d}"
    url = f"https://news.example.org/{stamp}/{number}"
    head = [str(number), stamp, stamp[:6], stamp[:4], f"{day.year + day.timetuple().tm_yday / 365:.4f}"]
    return "\t".join([*head, *actors[0], *actors[1], *middle, *places, f"{stamp}120000", url])


def months() -> list[dt.date]:
    """First days of all months."""
    count = (LAST.year - FIRST.year) * 12 + LAST.month
    return [dt.date(FIRST.year + month // 12, month % 12 + 1, 1) for month in range(count)]


def lines(dice: random.Random) -> list[str]:
    """All rows, in order of time."""
    found = []
    for at, month in enumerate(months()):
        coverage = 1 + at / len(months())
        for one, other, talks, quarrels in pairs():
            worse = WORSE.get((min(one, other), max(one, other)), 1) if month >= QUARREL else 1
            worse *= 25 if (month, tuple(sorted((one, other)))) == OUTBURST else 1
            for acts, mean in ((TALK, talks), (QUARRELS, quarrels * worse)):
                for _ in range(poisson(dice, mean * coverage * dice.gammavariate(5, 0.2))):
                    source, target = dice.sample((one, other), 2)
                    day = month + dt.timedelta(dice.randrange(28))
                    found.append((day, source, target, dice.choice(acts)))
    return [row(990000000 + number, *event) for number, event in enumerate(sorted(found))]


def poisson(dice: random.Random, mean: float) -> int:
    """A Poisson number."""
    count, time = 0, dice.expovariate(1)
    while time < mean:
        count, time = count + 1, time + dice.expovariate(1)
    return count


if __name__ == "__main__":
    dice = random.Random(1)  # noqa: S311 - no secrets
    text = "\n".join(lines(dice)) + "\n"
    with Path(__file__).with_name("invented-gdelt.tsv.gz").open("wb") as file:
        file.write(gzip.compress(text.encode(), mtime=0))
