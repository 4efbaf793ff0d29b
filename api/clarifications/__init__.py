"""The verified answer to a circulating message."""
