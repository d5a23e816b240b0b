/** What the browser keeps. */

/** Salt and hash of a PIN; never leaves this browser. */
interface CoursemarkPin {
  salt: string;
  hash: string;
  rounds: number;
}

interface CoursemarkLearner {
  id: string;
  name: string;
  department: string;
  role: string;
  /** Day of beginning to work here, ISO, or "". */
  start?: string;
  /** Keeps colleagues from working under this name by mistake. */
  pin?: CoursemarkPin;
}

interface CoursemarkDraft {
  learner: string;
  item: string;
  revision: string;
  response: string | null;
  at: number;
}

type StoreChange =
  | { kind: "learner"; learner: string | null }
  | { kind: "profile"; learner: string }
  | { kind: "statements"; learner: string }
  | { kind: "attempt"; learner: string; registration: string };

/** A table within a transaction. */
interface StoreTable {
  get(key: any): Promise<any>;
  put(value: any): Promise<void>;
  ofLearner(learner: string): Promise<any[]>;
}

interface Store {
  /** False when the browser keeps nothing and work lives in memory. */
  persistent: boolean;
  learners(): Promise<CoursemarkLearner[]>;
  current(): Promise<CoursemarkLearner | null>;
  /** Makes a learner the current one; what is stored of them and not given here stays. */
  switchTo(learner: CoursemarkLearner | null): Promise<void>;
  setPin(learner: string, pin: CoursemarkPin | null): Promise<void>;
  /** Removes a learner and all that is theirs from this browser. */
  wipe(learner: string): Promise<void>;
  /** Adds statements; one already there by id stays as it is. */
  append(learner: string, statements: readonly CoursemarkStatement[]): Promise<void>;
  /** Oldest first. */
  statements(learner: string): Promise<CoursemarkStatement[]>;
  /** Adds an answer and drops the draft it came from. */
  answer(learner: string, statement: CoursemarkStatement, item: string): Promise<void>;
  drafts(learner: string): Promise<CoursemarkDraft[]>;
  saveDraft(draft: CoursemarkDraft): Promise<void>;
  attempts(learner: string): Promise<CoursemarkAttempt[]>;
  attempt(learner: string, registration: string): Promise<CoursemarkAttempt | undefined>;
  /** Stores a new attempt, or gives the one of the same assessment that runs already. */
  begin(attempt: CoursemarkAttempt, statement: CoursemarkStatement): Promise<CoursemarkAttempt>;
  /** Reads, decides and writes in one transaction; resolves to the attempt as stored then, if any. */
  changeAttempt(
    learner: string,
    registration: string,
    decide: (
      attempt: CoursemarkAttempt | null,
    ) => { attempt: CoursemarkAttempt; statements?: CoursemarkStatement[] } | null,
  ): Promise<CoursemarkAttempt | null>;
  setting(name: string): Promise<any>;
  saveSetting(name: string, value: unknown): Promise<void>;
  /**
   * Reads, decides and writes the setting `<name> <learner>` in one transaction; resolves to the
   * new value, or to undefined when the learner was wiped.
   */
  changeOwn(learner: string, name: string, change: (value: any) => unknown): Promise<any>;
  /** One transaction over whole tables, for parts that keep something of their own; nothing but tables may be awaited in it. A fault is the caller's alone. */
  change(
    tables: ("learners" | "statements" | "settings")[],
    work: (tables: Record<string, StoreTable>) => Promise<void>,
  ): Promise<void>;
  /** Changes made by other tabs. */
  onChange(listener: (change: StoreChange) => void): () => void;
  /** Writes that the browser refused. */
  onFault(listener: (error: DOMException) => void): void;
}
