"""The sensors, by what they tell of."""
