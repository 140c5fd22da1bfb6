"""What the owner is told of a day or a week: gathered, put into words, drawn, and sent by mail."""
