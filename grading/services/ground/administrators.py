"""The check for acts that only administrators do."""

from grading.actors import Actor
from grading.services.ground.errors import forbid
from workflows import Role


def require_admin(actor: Actor) -> None:
    """Raises Forbidden for anybody but an administrator."""
    if not actor.standing.is_admin:
        raise forbid("not_your_role", role=Role.admin)
