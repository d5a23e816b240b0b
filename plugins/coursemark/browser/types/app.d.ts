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

type CoursemarkChild = Node | string | null | undefined | false;

interface CoursemarkGlobal {
  register(name: string, value: unknown): void;
  load(name: string): Promise<any>;
  /** Runs a part of the program that is not in the main script. */
  part(
    name:
      | "seal"
      | "transfer"
      | "remember"
      | "print"
      | "present"
      | "trainer"
      | "trainer-page"
      | "trainer-worker"
      | "xlsx"
      | "collecting",
  ): Promise<void>;
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
    /** Reads the current learner's row anew. */
    renew(app: CoursemarkApp): Promise<void>;
    /** Makes a learner the current one; false when their PIN was not given. */
    use(app: CoursemarkApp, learner: CoursemarkLearner | null): Promise<boolean>;
    /** Sets or removes the PIN of the current learner. */
    setPin(app: CoursemarkApp, pin: CoursemarkPin | null): Promise<void>;
    form(
      app: CoursemarkApp,
      how: {
        learner?: CoursemarkLearner | null;
        submit: string;
        save: (entered: CoursemarkLearner) => Promise<void>;
      },
    ): HTMLFormElement;
    enter(app: CoursemarkApp, entered: CoursemarkLearner): Promise<CoursemarkLearner | null>;
    /** Buttons for people known here and a form for another; `chosen` is called when one is current. */
    choice(
      app: CoursemarkApp,
      people: readonly CoursemarkLearner[],
      how: { submit: string; chosen: () => unknown },
    ): HTMLElement[];
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
  page: {
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
    /** Shows reading state and course steps anew. */
    refresh(): Promise<void>;
    /** Shows the element, and again whenever the learner's log has grown. */
    watch(element: HTMLElement, show: () => Promise<void>): Promise<void>;
  };
  slip: {
    /** What the button says that prints it; null where there is nothing to print. */
    label(
      app: CoursemarkApp,
      course: CoursemarkCourse,
      progress: CoursemarkCourseProgress,
      statements: readonly CoursemarkStatement[],
    ): string | null;
    slip(
      app: CoursemarkApp,
      learner: CoursemarkLearner,
      course: CoursemarkCourse,
      progress: CoursemarkCourseProgress,
      statements: readonly CoursemarkStatement[],
    ): HTMLElement;
    /**
     * Resolves when it is off the screen again; whether it was printed, nobody knows. `shown` is
     * called when it is on the screen and can be measured.
     */
    print(element: HTMLElement, shown?: () => void): Promise<void>;
  };
  desk: { mount(app: CoursemarkApp, root: ParentNode): Promise<void> };
  /** The text of the current learner's record. */
  record(): Promise<string>;
  search(text: string): Promise<CoursemarkHit[]>;
}
