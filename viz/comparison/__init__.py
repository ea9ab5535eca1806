"""Two plans held against each other as people open it: a page, a workbook, a document for Word."""
