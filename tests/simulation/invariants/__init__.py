"""What must hold, whatever goes wrong (FIELD 3d): each its own function whose docstring says it in a sentence.

They give what they find wrong. The truth is the model exchange; what the trader knows is what the auditor reads from
the journal's file.
"""
