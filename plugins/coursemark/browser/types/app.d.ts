interface CoursemarkLearner {
  id: string;
  name: string;
  department: string;
  role: string;
}

/** An item as its data script delivers it. */
interface CoursemarkItemData {
  definition: CoursemarkDefinition;
  revision: string;
  name: string;
  label: string;
  points: string;
  source: { url: string; title: string } | null;
  topics?: string[];
  hint?: string;
  validUntil?: string;
  feedback?: string;
  optionFeedback?: Record<string, string>;
  parts?: CoursemarkItemData[];
  html?: string;
}

interface CoursemarkReview {
  marks: string;
  key: string;
  feedback: string;
}

interface CoursemarkDrawRule {
  pool: string[];
  count?: number;
  /** Hundredths. */
  points?: number;
}

interface CoursemarkAssessment {
  id: string;
  title: string;
  revision: string;
  mode: "practice" | "exam";
  key: "published" | "withheld";
  draw: CoursemarkDrawRule[];
  passMark: string;
  attempts: number | null;
  grading: string;
  minutes: number | null;
  review: CoursemarkReview;
  shuffleItems: boolean;
  shuffleOptions: boolean;
  items?: Record<string, CoursemarkItemData>;
}

interface CoursemarkCourse {
  id: string;
  title: string;
  page: string;
  roles: string[];
  hours: string;
  due: string;
  validFor: string;
  rules: CoursemarkCourseRules;
}

interface CoursemarkSite {
  id: string;
  title: string;
  build: string;
  deskUrl: string;
  roles: string[];
  departments: string[];
  pages: Record<string, { url: string; title: string; revision: string }>;
  assessments: Record<string, { title: string; mode: string; grading: string; url: string | null }>;
  courses: CoursemarkCourse[];
}

/** What may be shown of a result. */
interface CoursemarkShow {
  marks?: boolean;
  key: boolean;
  feedback: boolean;
}

/** How one item type is shown; `browser/items/<type>.js`. */
interface CoursemarkItemView {
  /** Said to a learner who submits what is not yet an answer. */
  blank?: string;
  setUp?(form: HTMLElement): void;
  read(form: HTMLElement): string | null;
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
  write(response: string | null): void;
  /** Letters that may be shown in another order, or null. */
  letters: string[] | null;
  arrange(letters: readonly string[]): void;
  lock(on: boolean): void;
  setState(state: string): void;
  show(grade: CoursemarkGrade, show: CoursemarkShow): void;
  clear(): void;
  note(text: string): void;
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
    review: CoursemarkReview;
    minutes: number | null;
  };
  seed: number;
  /** Milliseconds since 1970. */
  started: number;
  deadline: number | null;
  drawn: {
    item: string;
    data: CoursemarkItemData;
    /** Hundredths for each leaf. */
    points: number[];
    /** Letters shown for each leaf, or null. */
    orders: (string[] | null)[];
  }[];
  responses: Record<string, string | null>;
  flags: string[];
  /** Practice: leaves already answered for good. */
  checked: string[];
  state: "running" | "submitted";
  finished: number | null;
  result: { raw: number; max: number; success: boolean | null } | null;
}

interface CoursemarkLeaf {
  id: string;
  data: CoursemarkItemData;
  /** With the points it has in this attempt. */
  definition: CoursemarkDefinition;
  order: string[] | null;
}

interface CoursemarkQuestion extends CoursemarkLeaf {
  number: number;
  item: CoursemarkMounted;
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
  | { kind: "statements"; learner: string }
  | { kind: "attempt"; learner: string; registration: string };

interface Store {
  /** False when the browser keeps nothing and work lives in memory. */
  persistent: boolean;
  learners(): Promise<CoursemarkLearner[]>;
  current(): Promise<CoursemarkLearner | null>;
  switchTo(learner: CoursemarkLearner | null): Promise<void>;
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
  /** Reads, decides and writes in one transaction; resolves to the attempt as stored then. */
  changeAttempt(
    learner: string,
    registration: string,
    decide: (
      attempt: CoursemarkAttempt | null,
    ) => { attempt: CoursemarkAttempt; statements?: CoursemarkStatement[] } | null,
  ): Promise<CoursemarkAttempt>;
  setting(name: string): Promise<any>;
  saveSetting(name: string, value: unknown): Promise<void>;
  /** Changes made by other tabs. */
  onChange(listener: (change: StoreChange) => void): () => void;
}

interface CoursemarkApp {
  site: CoursemarkSite;
  store: Store;
  page: { path: string; title: string; revision: string } | null;
  deskUrl: string;
  /** What every statement carries, with a new id. */
  stamp(learner: CoursemarkLearner, at?: Date): CoursemarkStamp;
  /** Records courses that became complete. */
  settle(learner: CoursemarkLearner): Promise<void>;
  /** Shows who is studying, and the desk, anew. */
  refresh(): Promise<void>;
  say(text: string): void;
}

interface CoursemarkHit {
  url: string;
  title: string;
  excerpt: string;
  score: number;
}

/** An ended attempt, as the log tells it. Points in hundredths. */
interface CoursemarkEnded {
  registration: string;
  /** ISO timestamp. */
  at: string;
  raw: number | null;
  max: number | null;
  /** Null until a trainer has graded it. */
  success: boolean | null;
}

interface CoursemarkStanding {
  course: CoursemarkCourse;
  progress: CoursemarkCourseProgress;
}

type CoursemarkChild = Node | string | null | undefined | false;

interface CoursemarkGlobal {
  register(name: string, value: unknown): void;
  load(name: string): Promise<any>;
  url(path: string): string;
  dom: {
    h(tag: string, attributes?: Record<string, unknown>, ...children: CoursemarkChild[]): any;
    button(
      label: string,
      onclick: (event: Event) => void,
      attributes?: Record<string, unknown>,
    ): HTMLButtonElement;
    rendered(html: string, tag?: string, className?: string): HTMLElement;
    announce(text: string): void;
    ask(question: {
      title: string;
      text: (Node | string)[];
      actions: { label: string; value: string; primary?: boolean; danger?: boolean }[];
    }): Promise<string>;
    spell(seconds: number): string;
    points(hundredths: number): string;
    moment(iso: string): string;
  };
  store: { open(site: string): Promise<Store> };
  draw: {
    random(seed: number): () => number;
    shuffle<T>(list: readonly T[], next: () => number): T[];
    draw(
      rules: readonly CoursemarkDrawRule[],
      how: { seed: number; shuffleItems: boolean; usable: (item: string) => boolean },
    ): { item: string; points: number | null }[];
    seed(): number;
  };
  options: {
    inputs(form: HTMLElement): HTMLInputElement[];
    chosen(form: HTMLElement): string[];
    choose(form: HTMLElement, letters: readonly string[]): void;
    arrange(form: HTMLElement, letters: readonly string[]): void;
    textOf(form: HTMLElement, letter: string): string;
    mark(
      form: HTMLElement,
      data: CoursemarkItemData,
      key: readonly string[],
      show: CoursemarkShow,
    ): void;
    unmark(form: HTMLElement): void;
  };
  items: Record<string, CoursemarkItemView>;
  item: {
    mount(form: HTMLFormElement, data: CoursemarkItemData): CoursemarkMounted;
    forms(root: HTMLElement): HTMLFormElement[];
    leaves(data: CoursemarkItemData): CoursemarkItemData[];
    stateOf(grade: CoursemarkGrade): string;
  };
  profile: {
    start(app: CoursemarkApp): Promise<void>;
    use(app: CoursemarkApp, learner: CoursemarkLearner | null): Promise<void>;
    form(
      app: CoursemarkApp,
      how: { learner?: CoursemarkLearner | null; submit: string },
    ): HTMLFormElement;
    enter(app: CoursemarkApp, entered: CoursemarkLearner): Promise<CoursemarkLearner | null>;
    need(app: CoursemarkApp): Promise<CoursemarkLearner | null>;
    current(): CoursemarkLearner | null;
  };
  practice: {
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
    latest(
      statements: readonly CoursemarkStatement[],
      site: string,
    ): Map<string, CoursemarkEntry>;
  };
  attempt: {
    create(given: {
      assessment: CoursemarkAssessment;
      items: Record<string, CoursemarkItemData>;
      learner: string;
      registration: string;
      seed: number;
      now: number;
      today: string;
    }): CoursemarkAttempt;
    leaves(attempt: CoursemarkAttempt): CoursemarkLeaf[];
    response(attempt: CoursemarkAttempt, id: string): string | null;
    blanks(attempt: CoursemarkAttempt): CoursemarkLeaf[];
    grade(attempt: CoursemarkAttempt): CoursemarkAttemptGrade;
    initialized(attempt: CoursemarkAttempt, stamp: CoursemarkStamp): CoursemarkStatement;
    answered(
      attempt: CoursemarkAttempt,
      leaf: CoursemarkLeaf,
      stamp: CoursemarkStamp,
    ): CoursemarkStatement;
    finish(
      attempt: CoursemarkAttempt,
      now: number,
      stamp: (at: number) => CoursemarkStamp,
    ): { attempt: CoursemarkAttempt; statements: CoursemarkStatement[] };
    shown(review: CoursemarkReview, passed: boolean): CoursemarkShow;
  };
  sheet(questions: readonly { id: string; go: () => void }[]): {
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
    result(attempt: CoursemarkAttempt, passedEver: boolean): HTMLElement[];
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
  };
  course: {
    isRequired(course: CoursemarkCourse, role: string): boolean;
    stepOf(
      site: CoursemarkSite,
      step: { kind: string; target: string },
    ): { verb: string; title: string; url: string | null };
    standings(
      site: CoursemarkSite,
      statements: readonly CoursemarkStatement[],
      now: string,
    ): CoursemarkStanding[];
    steps(
      site: CoursemarkSite,
      course: CoursemarkCourse,
      progress: CoursemarkCourseProgress,
    ): HTMLElement;
    settle(app: CoursemarkApp, learner: CoursemarkLearner): Promise<void>;
  };
  page: {
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
    /** Shows reading state and course steps anew. */
    refresh(): Promise<void>;
  };
  recordFile: {
    write(
      site: CoursemarkSite,
      learner: CoursemarkLearner,
      statements: readonly CoursemarkStatement[],
      exported: string,
    ): string;
    read(text: string): { header: any; statements: CoursemarkStatement[]; intact: boolean };
    fileName(learner: CoursemarkLearner, day: string): string;
  };
  slip: {
    slip(
      app: CoursemarkApp,
      learner: CoursemarkLearner,
      course: CoursemarkCourse,
      progress: CoursemarkCourseProgress,
      statements: readonly CoursemarkStatement[],
    ): HTMLElement;
    print(element: HTMLElement): void;
  };
  handIn: {
    warn(app: CoursemarkApp): void;
    section(
      app: CoursemarkApp,
      learner: CoursemarkLearner | null,
      statements: readonly CoursemarkStatement[],
    ): Promise<HTMLElement>;
    recordText(app: CoursemarkApp, learner: CoursemarkLearner): Promise<string>;
    load(app: CoursemarkApp, file: File): Promise<string>;
  };
  desk: { mount(app: CoursemarkApp, root: ParentNode): Promise<void> };
  /** The text of the current learner's record. */
  record(): Promise<string>;
  search(text: string): Promise<CoursemarkHit[]>;
}
