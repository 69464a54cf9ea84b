"""What a proof or a check found wrong, as a code and its parameters. Only `grading.words` turns codes into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding. Rows stay ids and enum members stay keys: whoever shows the finding names them."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, code: str, **params: object) -> "Finding":
        return cls(code=code, params=params)
