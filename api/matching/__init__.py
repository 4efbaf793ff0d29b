"""Which published clarifications answer a message."""
