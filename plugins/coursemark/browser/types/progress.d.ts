interface CoursemarkEvent {
  /**
   * For `practise` the target is the leaf item that was answered right; `attempt` is one at an
   * assessment that did not pass or does not count.
   */
  kind: "attempt" | "read" | "accept" | "pass" | "survey" | "attend" | "practise" | string;
  target: string;
  /** ISO timestamp. */
  at: string;
  /** Scaled, 0 to 1. */
  score?: number | null;
  /** Of the text that was accepted. */
  version?: string | null;
}

interface CoursemarkRuleStep {
  kind: string;
  target: string;
  retrain_from?: string | null;
  /** `accept`: only this version of the text counts. */
  version?: string | null;
  optional?: boolean;
  /** A day, or a span after the learner's start. */
  due?: { day: string } | CoursemarkSpan | null;
  /** `practise`: how many of these leaf items. */
  count?: number;
  items?: readonly string[];
}

/** A course as progress reads it; Python's progress.rules_of writes it. */
interface CoursemarkCourseRules {
  id: string;
  /** What happened before this day does not count. */
  from?: string | null;
  steps: readonly CoursemarkRuleStep[];
  valid_for?: CoursemarkSpan | null;
  renewal?: CoursemarkSpan | null;
  /** Course ids. */
  requires?: readonly string[];
  due?: { day: string } | CoursemarkSpan | null;
}

type CoursemarkCourseStatus = "not-started" | "in-progress" | "completed" | "expired" | "retrain" | "overdue";

interface CoursemarkStepProgress {
  done: boolean;
  at: string | null;
  /** The last day on which the step is in time; null once the course was completed before. */
  due: string | null;
  /** Of `practise`: items right, at most as many as are needed; else 0 or 1 of 1. */
  have: number;
  need: number;
}

interface CoursemarkCourseProgress {
  status: CoursemarkCourseStatus;
  /** Of the completed period while it is valid, else of the one under way. */
  steps: CoursemarkStepProgress[];
  completed_at: string | null;
  /** The last valid day. */
  valid_until: string | null;
  /** The first day on which work counts for the next period; null without `renewal`. */
  renew_from: string | null;
  /** Steps of the next period, while this one is valid and work for the next counts; else null. */
  renewing: CoursemarkStepProgress[] | null;
  /** The earliest day that is not met yet; null once completed, and without a term. */
  due: string | null;
  /** Best score of the required tests in hundredths of a percent: 8750 is 87.5 %. */
  score: number | null;
  /** Required courses not completed yet. */
  waits_for: string[];
  /** When each period was completed, oldest first. */
  completions: string[];
}

interface CoursemarkProgress {
  /** Milliseconds since 1970 of an ISO timestamp, or null. */
  instant(text: unknown): number | null;
  /** The calendar day of an instant at UTC+08:00, "2026-11-22". */
  dayOf(moment: number): string;
  /**
   * Every course by id; courses wait for those they require.
   * `start`: the day the learner began to work here, or null.
   */
  progressOf(
    courses: readonly CoursemarkCourseRules[],
    events: readonly CoursemarkEvent[],
    now: string,
    start: string | null,
  ): Record<string, CoursemarkCourseProgress>;
}

interface CoursemarkGlobal {
  progress: CoursemarkProgress;
}
