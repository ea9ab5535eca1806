"""任务分解表: the table that an office sends round, with who leads, who supports and by when, in the official layout."""
