"""The people of a tenant: inviting, changing, suspending, removing."""
