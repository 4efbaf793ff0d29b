"""Pictures to pass on: a clarification's title under the stamp of its verdict."""
