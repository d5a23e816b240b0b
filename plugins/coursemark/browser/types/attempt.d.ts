/** Items on a page and sittings of an assessment. */

/** What comes back into practice items, by item id. */
interface CoursemarkPractised {
  /** The turn, of the learner's doings and the page's readings, in which this was read. */
  asOf: number;
  answers: Map<string, CoursemarkEntry>;
  drafts: Map<string, CoursemarkDraft>;
}

interface CoursemarkShow {
  marks?: boolean;
  key: boolean;
  feedback: boolean;
}

interface CoursemarkItemView {
  /** Said to a learner who submits what is not yet an answer. */
  blank?: string;
  setUp?(form: HTMLElement): void;
  read(form: HTMLElement): string | null;
  /** What is there while it is not yet an answer; `write` puts it back. */
  unfinished?(form: HTMLElement): string | null;
  write(form: HTMLElement, response: string | null): void;
  /** Letters that may be shown in another order. */
  letters?(definition: CoursemarkDefinition): string[];
  arrange?(form: HTMLElement, letters: readonly string[]): void;
  mark(form: HTMLElement, data: CoursemarkItemData, show: CoursemarkShow): void;
  unmark(form: HTMLElement): void;
}

interface CoursemarkMounted {
  form: HTMLFormElement;
  data: CoursemarkItemData;
  meta: HTMLElement;
  blank: string;
  response(): string | null;
  unfinished(): string | null;
  write(response: string | null): void;
  /** Letters that may be shown in another order, or null. */
  letters: string[] | null;
  arrange(letters: readonly string[]): void;
  lock(on: boolean): void;
  setState(state: string): void;
  show(grade: CoursemarkGrade, show: CoursemarkShow): void;
  clear(): void;
  note(text: string): void;
  /** 纠错, for this item. */
  comment(): HTMLButtonElement;
}

/** Why the learner is not at an attempt, while it runs. */
interface CoursemarkAbsence {
  cause: "away" | "paused";
  /** Milliseconds since 1970. */
  since: number;
  /** From when on the clock stands; null while it runs on. */
  stopped: number | null;
}

interface CoursemarkAttempt {
  learner: string;
  /** UUID, the xAPI registration. */
  registration: string;
  assessment: {
    id: string;
    title: string;
    revision: string;
    mode: string;
    passMark: string;
    key: "published" | "withheld";
    review: CoursemarkReview;
    minutes: number | null;
    pause: "never" | "allowed";
    /** ISO timestamp or null. */
    closes: string | null;
    sealed: boolean;
    sections: CoursemarkSection[];
  };
  seed: number;
  /** Milliseconds since 1970. */
  started: number;
  /** When it ends at the latest as the clock reads now; moves when the clock stood or was set. */
  deadline: number | null;
  /** Milliseconds for which its clock stood. */
  stood: number;
  /** Milliseconds by which the computer's clock was set while it ran; negative: back. */
  jumped: number;
  drawn: {
    item: string;
    data: CoursemarkItemData;
    /** Hundredths for each leaf. */
    points: number[];
    /** Letters shown for each leaf, or null. */
    orders: (string[] | null)[];
    /** Index in the assessment's sections. */
    section: number;
  }[];
  responses: Record<string, string | null>;
  /** What is entered and not yet an answer: an order half made. */
  unfinished: Record<string, string | null>;
  flags: string[];
  /** Leaves already answered for good, where something is shown `during`. */
  checked: string[];
  /** When a page of it was last seen alive: milliseconds since 1970; null: not known. */
  seen: number | null;
  absent: CoursemarkAbsence | null;
  state: "running" | "submitted";
  finished: number | null;
  /** Milliseconds it took, without those for which its clock stood. */
  used: number | null;
  result: { raw: number; max: number; success: boolean | null } | null;
}

/** What the controls of an item hold; one of the two is null. */
interface CoursemarkGiven {
  response: string | null;
  unfinished: string | null;
}

/** How a page was closed: when, in milliseconds since 1970, and the attempt's `jumped` then. */
interface CoursemarkLeft {
  at: number;
  jumped: number;
}

/** What happened during an attempt, for the log. */
type CoursemarkFact = Pick<CoursemarkInterrupted, "cause" | "seconds">;

interface CoursemarkChanged {
  attempt: CoursemarkAttempt;
  facts: CoursemarkFact[];
}

/** Least and most of what an attempt will hold, before it is drawn; equal where that is known. */
interface CoursemarkExtent {
  questions: [number, number];
  /** Hundredths. */
  points: [number, number];
}

/** What stands between a learner and the next attempt; null: nothing. */
type CoursemarkObstacle = { kind: "attempts" } | { kind: "opens" | "closes" | "cooling"; at: number };

interface CoursemarkLeaf {
  id: string;
  data: CoursemarkItemData;
  /** With the points it has in this attempt. */
  definition: CoursemarkDefinition;
  order: string[] | null;
  section: number;
}

interface CoursemarkQuestion extends CoursemarkLeaf {
  number: number;
  item: CoursemarkMounted;
}

interface CoursemarkEnded {
  registration: string;
  /** ISO timestamp. */
  at: string;
  raw: number | null;
  max: number | null;
  /** Null until a trainer has graded it. */
  success: boolean | null;
}

/** A running attempt as its page holds it. */
interface CoursemarkRunning {
  app: CoursemarkApp;
  learner: CoursemarkLearner;
  attempt(): CoursemarkAttempt;
  /** Changes the stored attempt if it still runs, and what is shown of it; throws what kept it from being stored. */
  change(
    decide: (stored: CoursemarkAttempt) => { attempt: CoursemarkAttempt; statements?: CoursemarkStatement[] },
  ): Promise<void>;
  /** No time is left. */
  onTimeUp(): void;
  /** Each second. */
  onTick(): void;
  /** Aborted when the attempt is over or off the page. */
  signal: AbortSignal;
}

interface CoursemarkGlobal {
  draw: {
    random(seed: number): () => number;
    shuffle<T>(list: readonly T[], next: () => number): T[];
    /**
     * The items of one attempt, in the order shown, section after section. `seen` ones come last;
     * points in hundredths where a rule sets them.
     */
    draw(
      rules: readonly CoursemarkDrawRule[],
      how: {
        seed: number;
        shuffleItems: boolean;
        usable: (item: string) => boolean;
        seen?: (item: string) => boolean;
      },
    ): { item: string; points: number | null; section: number }[];
    seed(): number;
  };
  attempt: {
    /** `drawnBefore`: items of earlier attempts, drawn last. */
    create(given: {
      assessment: CoursemarkAssessment;
      items: Record<string, CoursemarkItemData>;
      learner: string;
      registration: string;
      seed: number;
      now: number;
      today: string;
      drawnBefore?: ReadonlySet<string>;
    }): CoursemarkAttempt;
    /** An attempt stored by any release, with every field of today. */
    current(stored: CoursemarkAttempt): CoursemarkAttempt;
    leaves(attempt: CoursemarkAttempt): CoursemarkLeaf[];
    response(attempt: CoursemarkAttempt, id: string): string | null;
    /** The response, or what is there of it. */
    entered(attempt: CoursemarkAttempt, id: string): string | null;
    /** With these entries in place of those before. */
    given(attempt: CoursemarkAttempt, entries: Iterable<[string, CoursemarkGiven]>): CoursemarkAttempt;
    blanks(attempt: CoursemarkAttempt): CoursemarkLeaf[];
    grade(attempt: CoursemarkAttempt): CoursemarkAttemptGrade;
    initialized(attempt: CoursemarkAttempt, stamp: CoursemarkStamp): CoursemarkStatement;
    answered(attempt: CoursemarkAttempt, leaf: CoursemarkLeaf, stamp: CoursemarkStamp): CoursemarkStatement;
    /** Facts as statements; of an exam alone. */
    interrupted(
      attempt: CoursemarkAttempt,
      facts: readonly CoursemarkFact[],
      stamp: () => CoursemarkStamp,
    ): CoursemarkStatement[];
    finish(
      attempt: CoursemarkAttempt,
      now: number,
      stamp: (at: number) => CoursemarkStamp,
    ): { attempt: CoursemarkAttempt; statements: CoursemarkStatement[] };
    /** What a learner may see once an attempt is over; `now` and `closes` for what waits for the close. */
    shown(review: CoursemarkReview, passed: boolean, now?: number, closes?: string | null): CoursemarkShow;
    /** Whether items are settled one by one, because something is shown at once. */
    isSettled(review: CoursemarkReview): boolean;
    /** Top-level items that earlier attempts drew, from the log. */
    drawnBefore(statements: readonly CoursemarkStatement[], site: string, assessment: string): Set<string>;
    extent(
      assessment: CoursemarkAssessment,
      items: Record<string, CoursemarkItemData>,
      today: string,
    ): CoursemarkExtent;
    obstacle(
      assessment: CoursemarkAssessment,
      ended: readonly CoursemarkEnded[],
      now: number,
    ): CoursemarkObstacle | null;
  };
  /** The clock of an attempt and what keeps the learner from it. Pure; times in milliseconds since 1970. */
  sitting: {
    /** A smaller difference of two clocks, in milliseconds, is no jump. */
    JUMP: number;
    /** With the deadline that follows from its rules and its clock. */
    timed(attempt: CoursemarkAttempt): CoursemarkAttempt;
    /** Milliseconds until it ends, while a page of it is open; null when untimed. */
    remaining(attempt: CoursemarkAttempt, now: number): number | null;
    /** The same when no page of it is open. */
    remainingUnseen(attempt: CoursemarkAttempt, now: number): number | null;
    /** The page was hidden, or only lost the focus. */
    leave(attempt: CoursemarkAttempt, now: number, hidden: boolean): CoursemarkChanged;
    /** The learner has been at the page since `since`. */
    present(attempt: CoursemarkAttempt, since: number, now: number): CoursemarkChanged;
    pause(attempt: CoursemarkAttempt, now: number): CoursemarkChanged;
    resume(attempt: CoursemarkAttempt, now: number): CoursemarkChanged;
    /** No page of it was open from when it was last seen until now. */
    reopen(attempt: CoursemarkAttempt, now: number): CoursemarkChanged;
    /** The computer's clock was set; `now` is what it shows since. */
    jump(attempt: CoursemarkAttempt, by: number, now: number): CoursemarkChanged;
    /** Over now, or when its time ran out: sets `finished` and `used`. */
    end(attempt: CoursemarkAttempt, now: number): CoursemarkChanged;
    /** A page of it is alive. */
    beat(attempt: CoursemarkAttempt, now: number): CoursemarkChanged;
  };
  /** Answers, begun ones too, that the database did not take, in another place until it does. */
  spare: {
    keep(
      site: string,
      attempt: CoursemarkAttempt,
      entries: ReadonlyMap<string, CoursemarkGiven>,
      left?: CoursemarkLeft,
    ): void;
    /** How a page of it was closed for the last time, and forgets it. */
    returned(site: string, attempt: CoursemarkAttempt): CoursemarkLeft | null;
    of(site: string, attempt: CoursemarkAttempt): Map<string, CoursemarkGiven>;
    drop(site: string, attempt: CoursemarkAttempt, items: Iterable<string>): void;
    /** Drops those of attempts that are not among these. */
    tidy(site: string, learner: string, attempts: readonly CoursemarkAttempt[]): void;
  };
  clock(): {
    element: HTMLElement;
    /** Milliseconds left. */
    show(remaining: number): void;
  };
  presence(running: CoursemarkRunning): {
    /** Milliseconds left; null when untimed. */
    remaining(): number | null;
    pause(): Promise<void>;
    resume(): Promise<void>;
    /** What happened so far is stored. */
    settled(): Promise<void>;
  };
  rules: {
    /** What applies to an assessment, as a list of terms. */
    card(assessment: CoursemarkAssessment, extent: CoursemarkExtent): HTMLElement;
    /** Why no attempt can begin now. */
    obstacle(assessment: CoursemarkAssessment, obstacle: CoursemarkObstacle): string;
    /** A moment at UTC+08:00; the end of a day as that day. */
    until(iso: string): string;
  };
  sheet(
    groups: readonly { title: string; questions: readonly { id: string; go: () => void }[] }[],
    flags?: boolean,
  ): {
    element: HTMLElement;
    set(id: string, status: { answered: boolean; flagged: boolean }): void;
  };
  questions(attempt: CoursemarkAttempt): {
    element: HTMLElement;
    questions: CoursemarkQuestion[];
  };
  running(
    app: CoursemarkApp,
    root: HTMLElement,
    learner: CoursemarkLearner,
    started: CoursemarkAttempt,
    ended: (attempt: CoursemarkAttempt) => void,
  ): void;
  result: {
    /** `statements`: the learner's log. */
    result(given: {
      app: CoursemarkApp;
      learner: CoursemarkLearner;
      attempt: CoursemarkAttempt;
      passedEver: boolean;
      statements: readonly CoursemarkStatement[];
    }): HTMLElement[];
    /** The receipts of ended attempts by registration, from the log. */
    receipts(
      statements: readonly CoursemarkStatement[],
      site: string,
      learner: string,
      registrations: Iterable<string>,
    ): Map<string, string>;
    percent(raw: number, max: number): string;
  };
  assessment: {
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
    attemptsOf(
      statements: readonly CoursemarkStatement[],
      site: string,
      assessment: string,
    ): CoursemarkEnded[];
    closeOverdue(app: CoursemarkApp): Promise<void>;
    /** Hands an attempt in as it is stored. */
    close(app: CoursemarkApp, learner: CoursemarkLearner, attempt: CoursemarkAttempt): Promise<void>;
  };
}
