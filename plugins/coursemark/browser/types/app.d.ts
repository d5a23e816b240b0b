/** The page as a whole, and what the global offers. */

interface CoursemarkApp {
  site: CoursemarkSite;
  store: Store;
  page: { path: string; title: string; revision: string } | null;
  deskUrl: string;
  /** What every statement carries, with a new id. */
  stamp(learner: CoursemarkLearner, at?: Date): CoursemarkStamp;
  /** Records courses that became complete. */
  settle(learner: CoursemarkLearner): Promise<void>;
  /** Shows who is studying, and all that depends on it, anew. */
  refresh(): Promise<void>;
  /** `show` is called by `refresh` as long as the element is on the page. */
  watch(element: HTMLElement, show: () => unknown): void;
  say(text: string): void;
}

interface CoursemarkHit {
  url: string;
  title: string;
  excerpt: string;
  score: number;
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
      label: Node | string,
      onclick: (event: Event) => unknown,
      attributes?: Record<string, unknown>,
    ): HTMLButtonElement;
    rendered(html: string, tag?: string, className?: string): HTMLElement;
    announce(text: string): void;
    ask(question: {
      title: string;
      text: (Node | string)[];
      actions: { label: string; value: string; primary?: boolean; danger?: boolean }[];
      /** Takes the question back. */
      signal?: AbortSignal;
    }): Promise<string>;
    /** Says something at the top of the page; one text for each kind. */
    notice(kind: string, ...parts: (Node | string)[]): void;
    withdraw(kind: string): void;
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
    mark(form: HTMLElement, data: CoursemarkItemData, key: readonly string[], show: CoursemarkShow): void;
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
      how: {
        learner?: CoursemarkLearner | null;
        submit: string;
        save: (entered: CoursemarkLearner) => Promise<void>;
      },
    ): HTMLFormElement;
    enter(app: CoursemarkApp, entered: CoursemarkLearner): Promise<CoursemarkLearner | null>;
    need(app: CoursemarkApp): Promise<CoursemarkLearner | null>;
    /** Name and number, each in its own direction of writing. */
    nameOf(learner: CoursemarkLearner): HTMLElement;
    current(): CoursemarkLearner | null;
  };
  practice: {
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
    latest(
      statements: readonly CoursemarkStatement[],
      site: string,
      counts?: (entry: CoursemarkEntry) => boolean,
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
    answered(attempt: CoursemarkAttempt, leaf: CoursemarkLeaf, stamp: CoursemarkStamp): CoursemarkStatement;
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
    /** Hands an attempt in as it is stored. */
    close(app: CoursemarkApp, learner: CoursemarkLearner, attempt: CoursemarkAttempt): Promise<void>;
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
    steps(site: CoursemarkSite, course: CoursemarkCourse, progress: CoursemarkCourseProgress): HTMLElement;
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
    /** Says that something could not be stored. */
    unstored(app: CoursemarkApp, error: DOMException): void;
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
