"""One-time links: what we send by e-mail to let somebody in."""
