"""What a run costs: one line at its end with the CPU time of all its processes."""

import resource

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Of this process and its children: workers, and servers, which are children of whoever started them."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    terminalreporter.write_line(f"CPU: {sum(each.ru_utime + each.ru_stime for each in used):.1f} s")
