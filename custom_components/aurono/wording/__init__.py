"""How numbers are written for people, in reports, notifications and entities."""
