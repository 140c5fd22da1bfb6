"""What automations and people can ask of Aurono or have it do."""
