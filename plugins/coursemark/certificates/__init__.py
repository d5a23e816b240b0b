"""Completions as facts that can be certified: codes, numbers, certificates."""

from coursemark.certificates.completions import Completion, Completions, PassedTest

__all__ = ["Completion", "Completions", "PassedTest"]
