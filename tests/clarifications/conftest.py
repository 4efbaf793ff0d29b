"""What these tests borrow."""

from tests.members.conftest import statements

__all__ = ["statements"]
