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
  page: { path: string; name?: string | null; revision?: string | null; version?: string | null };
  seconds?: number | null;
  /** Least seconds asked for, as the learner was told. */
  minimum?: number | null;
}

interface CoursemarkInterrupted {
  assessment: CoursemarkNamed;
  registration?: string | null;
  /** away: the page was hidden or lost the focus; closed: it was gone; paused: by the learner; clock: was set. */
  cause: "away" | "closed" | "paused" | "clock";
  /** How long, or by how much the clock jumped; negative: back. */
  seconds: number;
}

interface CoursemarkReplied {
  survey: CoursemarkNamed;
  question: { id: string; type: "rating" | "choice" | "text"; name?: string | null };
  /** The text, the choice, or the number as text. */
  response: string;
  /** Rating: 1 to this. */
  scale?: number | null;
}

interface CoursemarkAttended {
  session: { name: string };
  /** Day on which it was held, ISO. */
  held?: string | null;
  hours?: number | null;
  /** What proves it: 签到表 and its number. */
  evidence?: string | null;
  /** Who noted it, when it was not the learner. */
  registrar?: string | null;
}

interface CoursemarkCommented {
  /** One of these. */
  item?: CoursemarkNamed | null;
  page?: { path: string; name?: string | null; revision?: string | null } | null;
  text: string;
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
    | "interrupted"
    | "replied"
    | "survey"
    | "attend"
    | "commented"
    | null;
  /** Item id, assessment id, course id, survey id, `<survey>/<question>`, session name, or page path with ".md". */
  target: string;
  /** Kind of the activity: item, assessment, course, page, survey, question, session; "" when not ours. */
  activity: string;
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
  /** Of an accepted text. */
  version: string;
  /** Least seconds of reading that were asked for. */
  minimum: number | null;
  /** Of an interruption: away, closed, paused, clock, or "". */
  cause: string;
  /** Of an interruption by the clock: seconds it jumped. */
  jump: number | null;
  /** Of a session: what proves it, and the day it was held. */
  evidence: string;
  held: string;
  /** Of a session: who noted it, when it was not the learner. */
  registrar: string;
}

/** What `events` needs to know of an assessment. */
interface CoursemarkEventRules {
  /** Which attempt counts; anything but "first" and "last" is best. */
  grading: string;
  mode: string;
}

interface CoursemarkStatements {
  words: {
    VERBS: Readonly<Record<string, readonly [string, string]>>;
    ACTIVITY_TYPES: Readonly<Record<string, string>>;
    INTERACTIONS: Readonly<Record<string, string>>;
    CAUSES: Readonly<Record<CoursemarkInterrupted["cause"], string>>;
    KINDS: Readonly<Record<string, string>>;
    OUTCOMES: readonly string[];
  };

  activityId(
    site: string,
    kind: "item" | "assessment" | "course" | "page" | "survey" | "question" | "session",
    target: string,
  ): string;
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
  interrupted(stamp: CoursemarkStamp, details: CoursemarkInterrupted): CoursemarkStatement;
  /** One question of a survey answered. */
  replied(stamp: CoursemarkStamp, details: CoursemarkReplied): CoursemarkStatement;
  /** A survey was sent off. */
  surveyed(stamp: CoursemarkStamp, details: { survey: CoursemarkNamed }): CoursemarkStatement;
  attended(stamp: CoursemarkStamp, details: CoursemarkAttended): CoursemarkStatement;
  /** 纠错: a note on an item or a page. */
  commented(stamp: CoursemarkStamp, details: CoursemarkCommented): CoursemarkStatement;
  /** Every step of a course is done. */
  completed(
    stamp: CoursemarkStamp,
    details: { course: { id: string; name?: string | null } },
  ): CoursemarkStatement;

  /** Kind and id of the activity, or null when it is not of this site. */
  activity(statement: unknown, site: string): [string, string] | null;
  learnerOf(statement: unknown): { id: string; name: string } | null;
  read(statement: unknown, site: string): CoursemarkEntry;
  /** As `read`, and nothing is remembered: for hundreds of thousands that are read once. */
  entryOf(statement: unknown, site: string): CoursemarkEntry;
  secondsOf(text: unknown): number | null;
  /**
   * What progressOf reads, as the statements claim it. Reading counts from its minimum on; a right
   * answer counts as practice in a page or in an assessment of mode practice.
   */
  events(
    statements: Iterable<unknown>,
    site: string,
    assessments?: Readonly<Record<string, CoursemarkEventRules>>,
  ): CoursemarkEvent[];
  /** What a statement counts as that needs no grading: read, accept, survey, attend; or null. */
  eventOf(entry: CoursemarkEntry): CoursemarkEvent | null;
  /** Whether it answers an item outside of any attempt, or in an assessment meant for practice. */
  isPractice(entry: CoursemarkEntry, assessments: Readonly<Record<string, CoursemarkEventRules>>): boolean;
}

interface CoursemarkGlobal {
  statements: CoursemarkStatements;
}
