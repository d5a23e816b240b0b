"""Reports for the trainer: records verified against the banks, joined with the roster."""

from coursemark.report.as_json import as_json
from coursemark.report.compose import report
from coursemark.report.roster import Person, Roster, read_roster
from coursemark.report.spreadsheet import RosterFault
from coursemark.report.whole import Report

__all__ = ["Person", "Report", "Roster", "RosterFault", "as_json", "read_roster", "report"]
