"""The media types of files that more than one format writes, https://www.iana.org/assignments/media-types/."""

TURTLE = "text/turtle"
JSON = "application/json"
JSON_LD = "application/ld+json"
XML = "application/xml"
ZIP = "application/zip"
CSV = "text/csv"
TEXT = "text/plain"
