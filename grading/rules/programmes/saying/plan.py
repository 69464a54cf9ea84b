"""Section `plan` in words."""

from collections.abc import Iterator

from grading.rules.programmes.parts.plan import Counted, Plan


def plan_lines(plan: Plan | None) -> Iterator[str]:
    """Yields the lines about the scheme, in Vietnamese."""
    if plan is None:
        return
    first, last = plan.years
    yield f"Chỉ tiêu {first} - {last}: {plan.title.vi} ({plan.source})"
    words = "thực hiện" if plan.counts is Counted.carrying_out else "được công nhận"
    yield from (f"    Năm {target.year}: từ {target.cells} chi bộ trở lên {words}" for target in plan.targets)
    if plan.share:
        yield f"    Đến hết năm {plan.share.by}: trên {plan.share.more_than / 100:g}% số chi bộ được công nhận"
