"""Section `plan` in words."""

from collections.abc import Iterator

from grading.rules.programmes.parts.plan import Plan


def plan_lines(plan: Plan | None) -> Iterator[str]:
    """Yields the lines about the scheme, in Vietnamese."""
    if plan is None:
        return
    first, last = plan.years
    yield f"Chỉ tiêu {first} - {last}: {plan.title.vi} ({plan.source})"
    yield from (f"    Năm {target.year}: từ {target.cells} chi bộ trở lên" for target in plan.targets)
    if plan.share:
        yield f"    Đến hết năm {plan.share.by}: trên {plan.share.more_than / 100:g}% số chi bộ"
