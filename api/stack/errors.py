"""What may go wrong while the stack starts."""


class StackError(Exception):
    """One sentence or two for the terminal: what is wrong, and what to change."""


class InterruptedStartError(BaseException):
    """Somebody asked the stack to stop before it was ready.

    Like KeyboardInterrupt no `Exception`, which the work that it breaks off might catch.
    """
