"""Model to HTML and data scripts; no file is read or written here."""
