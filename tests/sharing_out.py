"""Shares the tests out to the workers: the tests of one file on one kind of database run in one worker.

Only this worker then makes what the tests share: a town, a season played once, snapshots.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling


class ByFileAndKind(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        path, _, rest = nodeid.partition("::")
        return f"{path} on postgres" if "postgres" in rest.partition("[")[2] else path


@pytest.hookimpl(optionalhook=True)  # without xdist this hook does not exist
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling | None:
    """Returns this scheduler unless the command line asks for another."""
    return ByFileAndKind(config, log) if config.option.dist == "load" else None
