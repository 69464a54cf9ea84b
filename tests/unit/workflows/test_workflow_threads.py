"""One state machine serves every thread."""

from concurrent.futures import ThreadPoolExecutor

from tests.processes import DECIDED
from workflows import Role, State, StepNotOpen, Taker, take

PATH = ("submit", "endorse", "send_back", "endorse", "approve", "certify")


def test_eight_threads_share_the_state_machine_without_mixing_dossiers(make_paper, ready):
    def carry(number):
        process = list(DECIDED.values())[number % len(DECIDED)]
        paper = make_paper(State.draft)
        for name in PATH:
            take(process, paper, name, Taker(roles=set(Role), facts=ready, by=number), note=f"{number}")
            try:
                take(process, paper, "submit", Taker(roles=set(Role), facts=ready, by=number))
            except StepNotOpen:
                continue
        return paper

    with ThreadPoolExecutor(8) as pool:
        papers = list(pool.map(carry, range(160)))

    for number, paper in enumerate(papers):
        assert paper._state is State.certified
        assert [move.step for move in paper.moves] == list(PATH)
        assert {(move.by, move.note) for move in paper.moves} == {(number, str(number))}
