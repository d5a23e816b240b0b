interface CoursemarkEvent {
  kind: "read" | "accept" | "pass" | string;
  target: string;
  /** ISO timestamp. */
  at: string;
  /** Scaled, 0 to 1. */
  score?: number | null;
}

/** A course as progress reads it; Python's progress.rules_of writes it. */
interface CoursemarkCourseRules {
  id: string;
  steps: readonly { kind: string; target: string; retrain_from?: string | null }[];
  valid_for?: { months: number } | { days: number } | null;
}

interface CoursemarkCourseProgress {
  status: "not-started" | "in-progress" | "completed" | "expired" | "retrain";
  steps: { done: boolean; at: string | null }[];
  completed_at: string | null;
  /** The last valid day. */
  valid_until: string | null;
  /** Best pass score in hundredths of a percent: 8750 is 87.5 %. */
  score: number | null;
}

interface CoursemarkProgress {
  /** Milliseconds since 1970 of an ISO timestamp, or null. */
  instant(text: unknown): number | null;
  /** The calendar day of an instant at UTC+08:00, "2026-11-22". */
  dayOf(moment: number): string;
  courseProgress(
    course: CoursemarkCourseRules,
    events: readonly CoursemarkEvent[],
    now: string,
  ): CoursemarkCourseProgress;
}

interface CoursemarkGlobal {
  progress: CoursemarkProgress;
}
