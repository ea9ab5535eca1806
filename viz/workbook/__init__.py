"""The workbook of a plan, which people open in Excel or WPS."""
