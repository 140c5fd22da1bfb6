"""Real money: who may trade it, what stops it, and the way out of every state that needs a person."""
