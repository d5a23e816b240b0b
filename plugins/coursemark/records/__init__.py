"""Records as they come in: files, folders and zips of any origin, read as a stream.

Nothing here raises for what a file contains: every fault is an `Anomaly` beside what could be read.
"""

from coursemark.records.anomaly import Anomaly
from coursemark.records.read import Header, Line, RecordFile
from coursemark.records.run import read_records

__all__ = ["Anomaly", "Header", "Line", "RecordFile", "read_records"]
