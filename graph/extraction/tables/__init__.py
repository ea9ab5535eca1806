"""Tables: rows and columns as tasks, units, times and figures."""
