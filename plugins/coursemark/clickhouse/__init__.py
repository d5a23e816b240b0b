"""Reading a record store's table in ClickHouse, which unites, chooses, groups and sorts."""

from coursemark.clickhouse.logs import (
    Counted,
    Fingerprint,
    count,
    fingerprints,
    learner_logs,
    partitions_for,
)
from coursemark.clickhouse.table import Table, table_of

__all__ = [
    "Counted",
    "Fingerprint",
    "Table",
    "count",
    "fingerprints",
    "learner_logs",
    "partitions_for",
    "table_of",
]
