"""Reports by mail: the settings, what a report is made of, and when it is sent."""
