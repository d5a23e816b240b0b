"""Subcommands of `coursemark`, one module each: `command` is a click command."""
