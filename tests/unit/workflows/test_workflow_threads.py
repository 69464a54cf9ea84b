"""One state machine serves every thread."""

from concurrent.futures import ThreadPoolExecutor

from tests.processes import DECIDED
from workflows import Role, State, StepNotOpen, Taker, take, way


def there_and_back(process):
    """Returns the steps of a dossier that is sent back once: from the desk after the commune's to the commune's."""
    submit, endorse, *others = [step.name for step in way(process)]
    return [submit, endorse, "send_back", endorse, *others]


def test_eight_threads_share_the_state_machine_without_mixing_dossiers(make_paper, ready):
    def carry(number):
        process = list(DECIDED.values())[number % len(DECIDED)]
        paper = make_paper(State.draft)
        for name in there_and_back(process):
            take(process, paper, name, Taker(roles=set(Role), facts=ready, by=number), note=f"{number}")
            try:
                take(process, paper, "submit", Taker(roles=set(Role), facts=ready, by=number))
            except StepNotOpen:
                continue
        return process, paper

    with ThreadPoolExecutor(8) as pool:
        papers = list(pool.map(carry, range(160)))

    for number, (process, paper) in enumerate(papers):
        assert paper._state is State.certified
        assert [move.step for move in paper.moves] == there_and_back(process)
        assert {(move.by, move.note) for move in paper.moves} == {(number, str(number))}
