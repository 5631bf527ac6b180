// The unit that the precompiled headers belong to.
