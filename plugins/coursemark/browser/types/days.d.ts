/** Moments and calendar days of UTC+08:00; the twin of days.py. */

type CoursemarkSpan = { months: number } | { days: number };

interface CoursemarkDays {
  /** Milliseconds since 1970 of an ISO timestamp, or null. */
  instant(text: unknown): number | null;
  /** The calendar day of a moment, "2026-11-22". */
  dayOf(moment: number): string;
  /** The same as days since 1970-01-01. */
  dayAt(moment: number): number;
  /** Days since 1970-01-01 of an ISO date, or null. */
  parseDay(text: unknown): number | null;
  isoDay(day: number): string;
  /** A span later, or earlier with -1; months keep the day of the month or end at its last. */
  shift(day: number, span: CoursemarkSpan, direction?: 1 | -1): number;
}

interface CoursemarkGlobal {
  days: CoursemarkDays;
}
