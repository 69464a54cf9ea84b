"""Which worker runs which test: the tests of one file on one kind of database stay together.

What they share (a town, a season played once, snapshots) is then made by one worker and not by each.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling


class ByFileAndKind(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        path, _, rest = nodeid.partition("::")
        return f"{path} on postgres" if "postgres" in rest.partition("[")[2] else path


@pytest.hookimpl(optionalhook=True)  # nobody asks when xdist is not loaded
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling | None:
    """Where no other way was asked for."""
    return ByFileAndKind(config, log) if config.option.dist == "load" else None
