/**
 * The trainer's desk: records, roster and keys in, who is where out. Field names and words are those
 * of the report as JSON (docs/formats.md), so that a desk and a report of the same files read alike.
 */

/** 通过 and 核对中 (a digest is being worked out) stand alone; the others may stand together. */
type CoursemarkDeskCheck =
  "通过" | "核对中" | "已重新判分" | "校验不符" | "不完整" | "身份冲突" | "时间异常" | "版本过期";

/** One learner in one course. */
interface CoursemarkDeskCourse {
  course: string;
  title: string;
  required: boolean;
  status: CoursemarkCourseStatus;
  /** Percent, 87.5; null while nothing could be graded. */
  score: number | null;
  /** All tests of the course; null for a course without a test, or while one cannot be graded. */
  passed: boolean | null;
  /** ISO timestamp. */
  completed_at: string | null;
  /** Last valid day, ISO. */
  valid_until: string | null;
  attempts: number;
  /** Of the required steps. */
  steps_done: number;
  steps: number;
  /** 入职, 岗位, 专题, 继续教育, or "". */
  type: string;
  hours: number | null;
  hours_earned: number | null;
  /** The earliest day not met, ISO. */
  due: string | null;
  days_overdue: number | null;
  /** First day on which work counts for the next period, ISO. */
  renew_from: string | null;
  /** Ids of courses to be completed before. */
  waits_for: string[];
}

/** A row of the desk's lists. */
interface CoursemarkDeskLearner {
  id: string;
  name: string;
  /** "" where nobody said. */
  department: string;
  role: string;
  /** null without a roster. */
  on_roster: boolean | null;
  /** How many files hold something of this learner; 0: 未参加 (nothing came). */
  files: number;
  /** Day of beginning to work here, ISO. */
  start: string | null;
  /** Those required of the role and department first, then others begun. */
  courses: CoursemarkDeskCourse[];
  checks: CoursemarkDeskCheck[];
  /** Assessments with a submitted attempt that waits for a key file. */
  pending: string[];
}

/** A step of a course for one learner, in the order of `CoursemarkCourse.steps`. */
interface CoursemarkDeskStep {
  kind: string;
  target: string;
  optional: boolean;
  done: boolean;
  at: string | null;
  due: string | null;
  have: number;
  need: number;
}

/** What happened during an attempt besides answering; no verdict. */
interface CoursemarkDeskFacts {
  away: number;
  away_seconds: number;
  closed: number;
  closed_seconds: number;
  paused: number;
  paused_seconds: number;
  clock: number[];
}

interface CoursemarkDeskAttempt {
  assessment: string;
  title: string;
  /** From 1, by learner and assessment. */
  number: number;
  registration: string;
  started: string | null;
  submitted_at: string | null;
  seconds: number | null;
  /** Percent, and points. */
  score: number | null;
  raw: number | null;
  max: number | null;
  passed: boolean | null;
  submitted: boolean;
  counts: "result" | "yes" | "no";
  /** Chinese, why it does not count; else "". */
  reason: string;
  receipt: string;
  revision: string;
  facts: CoursemarkDeskFacts;
}

/** By the attempt that counts. */
interface CoursemarkDeskAssessment {
  assessment: string;
  title: string;
  score: number | null;
  raw: number;
  max: number;
  passed: boolean | null;
  attempts: number;
  submitted_at: string | null;
  registration: string;
  revision: string;
  receipt: string;
  facts: CoursemarkDeskFacts;
}

/** All that is known of one learner; asked for one at a time. */
interface CoursemarkDeskDetail extends Omit<CoursemarkDeskLearner, "courses"> {
  courses: (CoursemarkDeskCourse & { completions: string[]; detail: CoursemarkDeskStep[] })[];
  assessments: CoursemarkDeskAssessment[];
  attempts: CoursemarkDeskAttempt[];
  /** `registrar`: who noted it, when it was not the learner. */
  sessions: { session: string; held: string; hours: number | null; evidence: string; registrar: string }[];
  /** Those that name this learner. */
  problems: CoursemarkDeskProblem[];
  /** Names of the files. */
  sources: string[];
}

interface CoursemarkDeskProblem {
  file: string;
  /** From 1; null when the whole file is meant. */
  line: number | null;
  /** Learner id, or null. */
  learner: string | null;
  /** Stable word of docs/formats.md, "Kinds of problems". */
  kind: string;
  /** What the workbook calls it. */
  name: string;
  /** Chinese, one line: what is wrong, and what to do. */
  detail: string;
}

/** Whoever belongs to a department or role; people who are not on a given roster are not counted. */
interface CoursemarkDeskGroup {
  /** 未填科室, 未填岗位 where nobody said. */
  name: string;
  learners: number;
  /** Have completed every course required of them. */
  finished: number;
  /** From whom nothing came. */
  absent: number;
  /** Pairs of learner and required course. */
  required: number;
  completed: number;
  /** completed / required, or null. */
  rate: number | null;
  /** Mean of the required courses' scores, percent. */
  score: number | null;
  overdue: number;
}

/** How a course stands over everybody of whom it is required. */
interface CoursemarkDeskCourseTotal {
  course: string;
  title: string;
  type: string;
  required: number;
  /** Status to how many; those with none are absent. */
  statuses: Partial<Record<CoursemarkCourseStatus, number>>;
}

interface CoursemarkDeskFile {
  name: string;
  /** `private`: a private key, which is nowhere kept. */
  kind: "record" | "text" | "roster" | "keys" | "private" | "other";
  /** Statements, people of a roster, items of a key file, or private keys. */
  count: number;
  /** Its digest proves it whole and unchanged. */
  verified: boolean;
  /** As its header says; "" where it does not. */
  learner: string;
  problems: number;
}

/** What the desk shows. Never changed: an addition makes another one. */
interface CoursemarkDesk {
  site: { id: string; title: string };
  /** The day of which it tells, ISO. */
  as_of: string;
  /** Record files, and distinct statements in them. */
  records: number;
  statements: number;
  /** Name of the roster, or "". */
  roster: string;
  /** `unneeded`: the site publishes all keys. */
  keys: "unneeded" | "missing" | "given";
  /** The roster in its order, then others by id. */
  learners: CoursemarkDeskLearner[];
  courses: CoursemarkDeskCourseTotal[];
  departments: CoursemarkDeskGroup[];
  roles: CoursemarkDeskGroup[];
  problems: CoursemarkDeskProblem[];
  files: CoursemarkDeskFile[];
  /** Records whose digests are still to be worked out. */
  unverified: number;
  /** Records that no private key has opened. */
  sealed: number;
}

/** A file, and where it stood: its path in what was dropped. */
interface CoursemarkDeskInput {
  name: string;
  blob: Blob;
}

interface CoursemarkDeskProgress {
  /** `verifying` goes on while the desk is used. */
  phase: "reading" | "reckoning" | "restoring" | "verifying";
  /** Files while reading and verifying, learners while reckoning. */
  done: number;
  total: number;
}

/** An open desk. Every change is kept in the browser until `wipe`; all of them run one at a time. */
interface CoursemarkTrainer {
  /** The latest state. */
  desk(): CoursemarkDesk;
  /**
   * Takes records, texts, zips, a roster, a key file: whichever each is, its content says. The latest
   * roster and key file count. Never rejects for what a file contains.
   */
  add(inputs: readonly CoursemarkDeskInput[]): Promise<CoursemarkDesk>;
  /** Takes a text that was pasted. */
  paste(text: string): Promise<CoursemarkDesk>;
  /** The state at the end of another day, ISO; `today`, the day on which one looks. */
  asOf(day: string, today: string): Promise<CoursemarkDesk>;
  /** Takes out the roster or the key file. */
  remove(kind: "roster" | "keys"): Promise<CoursemarkDesk>;
  /** null when there is no such learner. */
  detail(id: string): Promise<CoursemarkDeskDetail | null>;
  /** Forgets everything, in the browser as well. */
  wipe(): Promise<CoursemarkDesk>;
  /** Whether changes are kept; false where the browser refuses storage. */
  kept(): boolean;
  /** Whether nothing is lost by leaving the page now. */
  safe(): boolean;
  /** Ends its worker. */
  close(): void;
}

interface CoursemarkGlobal {
  /** Part "trainer". */
  trainer: {
    /** Opens the desk as it was left. `today`: ISO day; `onChange`: what nobody asked for was found out. */
    open(
      site: CoursemarkSite,
      today: string,
      onProgress: (progress: CoursemarkDeskProgress) => void,
      onChange: (desk: CoursemarkDesk) => void,
    ): Promise<CoursemarkTrainer>;
    /** Everything in a drop, folders walked; call it before the event is over. */
    dropped(transfer: DataTransfer): Promise<CoursemarkDeskInput[]>;
    /** Files of an `<input type="file">`, of a folder as well. */
    chosen(files: Iterable<File>): CoursemarkDeskInput[];
  };
}
