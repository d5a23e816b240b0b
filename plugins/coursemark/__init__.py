"""Coursemark: a training site with quizzes, courses and records, from Markdown and YAML."""

__version__ = "0.2.0"
