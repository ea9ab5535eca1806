"""The rules by name, and in how many plans each fires."""
