"""Writes one line at the end of a run with the CPU time of all its processes."""

import resource

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Counts this process and its children: the workers, and the servers, which are children of the process that
    started them."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    terminalreporter.write_line(f"CPU: {sum(usage.ru_utime + usage.ru_stime for usage in usages):.1f} s")
