"""Every released state of an installation, frozen, and that the code of today takes it over."""
