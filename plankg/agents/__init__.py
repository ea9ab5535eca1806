"""The plans for local assistants, over the Model Context Protocol: `plankg.agents.server`."""
