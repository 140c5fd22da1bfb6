"""What is shown of an account: to entities, the panel, actions and files."""
