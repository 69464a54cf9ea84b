"""Every act races with itself and with each act that writes the same rows, on both databases.

Allowed: both are done, or one is done and the other is told a true reason. Never allowed: an answer from 500 on, a
conflict with oneself, nobody served although each alone would be, a broken invariant. The counts are printed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations

import pytest
from werkzeug.test import TestResponse

from grading.models import Base
from grading.services.invariants import checks
from tests.conventions.building import build
from tests.conventions.conftest import ROWS
from tests.conventions.town import OWN, Town
from tests.databases import KeptDatabase
from tests.integration.test_races import together_at
from tests.soak.forms import Act, acts_of

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]

LEFT_OUT = ("/sign-out", "/language", "/print", "/papers")
"""Leaving, the language, and printing: their rows are nobody else's, and a paper takes seconds."""
CONFLICT = re.compile(r"vừa được [^.]*|Nội dung này vừa được")
KEYS = {table.name: [column.name for column in table.primary_key] for table in Base.metadata.sorted_tables}
WRITTEN_BY_EVERY_ACT = {"event", "event_words", "sign_in"}
Row = tuple[str, object]


@dataclass
class Raced:
    """The races of one database: how they ended, and what is wrong."""

    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    conflicts: Counter[str] = field(default_factory=Counter)


@pytest.fixture
def town(app, database) -> Iterator[Town]:
    built = build(app)
    for actor in OWN:
        built.client(actor)
    app.testing = False  # a mistake of ours is an answer with 500
    yield built
    app.testing = True


def rows_of(town: Town) -> dict[Row, object]:
    """Returns every row that not every act writes, by table and key."""
    rows: dict[Row, object] = {}
    with town.season.engine.connect() as connection:
        for table, query in ROWS.items():
            if table not in WRITTEN_BY_EVERY_ACT:
                for row in connection.exec_driver_sql(query).mappings():
                    rows[table, tuple(row[key] for key in KEYS[table])] = str(dict(row))
    return rows


def sort_of(act: Act) -> str:
    """Returns the address without the ids."""
    return re.sub(r"/\d+", "/·", act.form.action)


def test_acts_at_the_same_moment_end_well(town: Town, database: KeptDatabase):
    kept, before = database.take(), rows_of(town)
    acts = [act for act in acts_of(town) if not any(part in act.form.action for part in LEFT_OUT)]
    raced, alone = Raced(), {}
    for act in acts:
        database.put(kept)
        answer = act.send(town)
        after = rows_of(town)
        changed = {row for row in before.keys() | after.keys() if before.get(row) != after.get(row)}
        alone[act.name] = (answer.status_code < 400, changed, answer.status_code)
        if answer.status_code >= 500:
            raced.wrong.append(f"alone: {act.name}: {answer.status_code}")

    races = [*((act, act) for act in acts if alone[act.name][0]), *_pairs(acts, alone)]
    for race in races:
        database.put(kept)
        answers = together_at(*(partial(act.send, town) for act in race))
        _judge(raced, race, answers)
        with town.season.reading() as session:
            broken = {name: lines for name, lines in checks.run(session).items() if lines}
        raced.wrong += [f"{_name(race)}: {name}: {lines[:2]}" for name, lines in broken.items()]
    database.put(kept)

    served = sum(done for done, _changed, _status in alone.values())
    print(f"\n{database.engine.dialect.name}: {len(acts)} acts, {served} done alone, {len(races)} races")
    refused = Counter(f"{sort_of(act)} {alone[act.name][2]}" for act in acts if not alone[act.name][0])
    print(f"  refused alone: {dict(refused)}")
    for end, number in sorted(raced.ends.items()):
        print(f"  {end}: {number}")
    for told, number in raced.conflicts.most_common(25):
        print(f"  told of a conflict {number}: {told}")
    assert raced.wrong == [], "\n".join(raced.wrong)


def _pairs(acts: list[Act], alone: dict[str, tuple[bool, set[Row], int]]) -> Iterator[tuple[Act, Act]]:
    """Yields two acts of each two sorts that write the same rows."""
    seen = set()
    for one, other in combinations([act for act in acts if alone[act.name][0]], 2):
        sorts = frozenset({sort_of(one), sort_of(other), f"{one.form.action == other.form.action}"})
        if sorts not in seen and alone[one.name][1] & alone[other.name][1]:
            seen.add(sorts)
            yield one, other


def _judge(raced: Raced, race: tuple[Act, Act], answers: list[TestResponse]) -> None:
    statuses = [answer.status_code for answer in answers]
    done = sum(status < 400 for status in statuses)
    is_one = race[0] is race[1]
    raced.ends[f"{'itself' if is_one else 'another'}: {done} done, {2 - done} told"] += 1
    if max(statuses) >= 500 or not done:
        raced.wrong.append(f"{_name(race)}: {statuses}")
    for act, answer in zip(race, answers, strict=True):
        if answer.status_code >= 400 and (told := CONFLICT.search(answer.text)):
            raced.conflicts[f"{_name(race)}: {act.actor}: {told.group()}"] += 1
            if is_one:
                raced.wrong.append(f"{_name(race)}: a conflict with oneself: {told.group()}")


def _name(race: tuple[Act, Act]) -> str:
    return " | ".join(dict.fromkeys(act.name for act in race))
