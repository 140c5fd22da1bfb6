"""Notifications: what happened and what needs a hand, told to the notify entities that the owner chose."""
