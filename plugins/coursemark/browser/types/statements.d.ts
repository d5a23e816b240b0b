/** What a statement is built from; every statement carries a stamp. */
interface CoursemarkStamp {
  /** Site id, ends in "/". */
  site: string;
  learner: { id: string; name: string };
  /** UUID of the statement. */
  id: string;
  /** ISO 8601 with milliseconds and offset. */
  timestamp: string;
}

interface CoursemarkNamed {
  id: string;
  name?: string | null;
  revision?: string | null;
}

interface CoursemarkDrawn {
  item: string;
  revision: string;
  /** Hundredths. */
  points: number;
}

interface CoursemarkScoring {
  /** Hundredths; null when it cannot be graded. */
  raw?: number | null;
  max?: number | null;
  success?: boolean | null;
  seconds?: number | null;
}

interface CoursemarkInitialized {
  assessment: CoursemarkNamed;
  registration?: string | null;
  seed?: number | string | null;
  draw: readonly CoursemarkDrawn[];
}

interface CoursemarkAnswered extends CoursemarkScoring {
  item: CoursemarkNamed & { type: string };
  response: string;
  /** Letters in the order shown. */
  order?: readonly string[] | null;
  registration?: string | null;
  assessment?: CoursemarkNamed | null;
  page?: { path: string; name?: string | null } | null;
}

interface CoursemarkOutcome extends CoursemarkScoring {
  assessment: CoursemarkNamed;
  registration?: string | null;
}

interface CoursemarkTerminated {
  assessment: CoursemarkNamed;
  registration?: string | null;
  seconds?: number | null;
}

interface CoursemarkOnPage {
  page: { path: string; name?: string | null; revision?: string | null };
  seconds?: number | null;
}

type CoursemarkStatement = { id: string; timestamp: string; [field: string]: any };

/** A statement as read: null or empty where it does not say. */
interface CoursemarkEntry {
  id: string;
  kind:
    | "answered"
    | "initialized"
    | "passed"
    | "failed"
    | "completed"
    | "terminated"
    | "read"
    | "accept"
    | "course"
    | null;
  /** Item id, assessment id, course id, or page path with ".md". */
  target: string;
  timestamp: string;
  response: string | null;
  /** Hundredths, as claimed. */
  raw: number | null;
  max: number | null;
  scaled: number | null;
  success: boolean | null;
  seconds: number | null;
  registration: string;
  /** For an answer: the assessment among its parents, or "". */
  assessment: string;
  revision: string;
  order: string[];
  draw: CoursemarkDrawn[] | null;
}

interface CoursemarkStatements {
  words: {
    VERBS: Readonly<Record<string, readonly [string, string]>>;
    ACTIVITY_TYPES: Readonly<Record<string, string>>;
    INTERACTIONS: Readonly<Record<string, string>>;
    KINDS: Readonly<Record<string, string>>;
    OUTCOMES: readonly string[];
  };

  activityId(site: string, kind: "item" | "assessment" | "course" | "page", target: string): string;
  /** Local time with its offset. */
  timestamp(date: Date): string;
  /** ISO 8601 duration in whole seconds. */
  duration(seconds: number): string;
  /** UUID v4; works on plain http. */
  uuid(): string;

  initialized(stamp: CoursemarkStamp, details: CoursemarkInitialized): CoursemarkStatement;
  answered(stamp: CoursemarkStamp, details: CoursemarkAnswered): CoursemarkStatement;
  /** passed, failed, or completed when success is null. */
  outcome(stamp: CoursemarkStamp, details: CoursemarkOutcome): CoursemarkStatement;
  terminated(stamp: CoursemarkStamp, details: CoursemarkTerminated): CoursemarkStatement;
  experienced(stamp: CoursemarkStamp, details: CoursemarkOnPage): CoursemarkStatement;
  accepted(stamp: CoursemarkStamp, details: CoursemarkOnPage): CoursemarkStatement;
  /** Every step of a course is done. */
  completed(
    stamp: CoursemarkStamp,
    details: { course: { id: string; name?: string | null } },
  ): CoursemarkStatement;

  /** Kind and id of the activity, or null when it is not of this site. */
  activity(statement: unknown, site: string): [string, string] | null;
  learnerOf(statement: unknown): { id: string; name: string } | null;
  read(statement: unknown, site: string): CoursemarkEntry;
  secondsOf(text: unknown): number | null;
  /** What courseProgress reads; `grading` says for an assessment which attempt counts. */
  events(
    statements: Iterable<unknown>,
    site: string,
    grading?: Readonly<Record<string, string>>,
  ): CoursemarkEvent[];
}

interface CoursemarkGlobal {
  statements: CoursemarkStatements;
}
