"""State machines: which operation applies in which state, and what it leads to. Pure."""

from collections.abc import Mapping

from api.errors import TransitionNotAllowedError


class Machine:
    """Operations by their operationId: the states that each applies in, and the state it leads to.

    An operation that leads to None (an update) leaves the state as it is.
    """

    def __init__(self, operations: Mapping[str, tuple[set[str], str | None]]) -> None:
        self._operations = dict(operations)

    def follow(self, operation: str, state: str) -> str:
        """The state after `operation`. Raises `TransitionNotAllowedError` with those that apply."""
        applies, leads_to = self._operations[operation]
        if state not in applies:
            raise TransitionNotAllowedError(str(state), self.allowed(state))
        return leads_to or state

    def allowed(self, state: str) -> list[str]:
        """The operations that apply in a state, alphabetised."""
        return sorted(name for name, (applies, _) in self._operations.items() if state in applies)
