"""Everything that the matrix says of an address: each thing in it, who may, and who is to be tried."""

from collections.abc import Iterator

from werkzeug.routing import Rule

from tests.conventions.addresses import address, rules_of, words_for
from tests.conventions.matrix import Line, may, sees, words_beside
from tests.conventions.town import ACTORS, FOREIGN, OWN, Town


def rule_of(town: Town, method: str, endpoint: str) -> Rule:
    return next(
        rule for rule in rules_of(town.season.app) if rule.endpoint == endpoint and method in (rule.methods or ())
    )


def asked(town: Town, method: str, endpoint: str, line: Line) -> Iterator[tuple[str, str, frozenset[str], list[str]]]:
    """Yields the thing in the address, the address, the people who may, and the people to try.

    The people to try are all who have a part in this district, and people elsewhere with the roles of those who may.
    """
    rule = rule_of(town, method, endpoint)
    for standing in line:
        for number, words in enumerate(words_for(rule, **words_beside(standing))):
            if "key" in words:
                words["key"] = town.groups[standing]
            if "sha256" in words:
                words["sha256"] = town.files[standing]
            second = {"grant_id": town.ids["grant"], "task_id": town.ids["task"]}
            values = dict.fromkeys(rule.arguments, town.ids.get(standing)) | second | words
            able = may(method, endpoint, standing, words)
            roles = {ACTORS[actor][0] for actor in able}
            twins = [actor for actor, (role, _) in FOREIGN.items() if role in roles or actor in {"stranger", "former"}]
            everybody = [actor for actor in (*OWN, *twins) if number == 0 or actor in sees(standing)]
            chosen = [actor for actor in everybody if actor in town.actors]
            if town.one_for_all:
                chosen = sorted(chosen, key=lambda actor: actor not in able)[:1]
            yield standing, address(rule, values), able, chosen
