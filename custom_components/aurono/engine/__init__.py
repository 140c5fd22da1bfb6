"""The pure core: what to decide, what an order is worth, and what the events add up to.

Nothing in here reads a clock, a file, a network or a random number, and nothing but the standard library is imported,
so that the live trader, shadow, the simulator and every test get the same answers from the same inputs.
"""
