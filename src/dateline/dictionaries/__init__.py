"""Our own names for actors, people, outlets, weapons, roles and nationalities, and how they are found.

The facts lie in the TOML files beside this module, one a kind; ``catalogue`` loads and checks them,
``matcher`` finds them in a text.
"""
