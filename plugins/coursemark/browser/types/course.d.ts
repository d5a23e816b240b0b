/** Courses, reading, surveys, sessions and notes: what the page shows of them. */

interface CoursemarkStanding {
  course: CoursemarkCourse;
  progress: CoursemarkCourseProgress;
}

/** A step as a course lists it, or as its rules do. */
type CoursemarkNamedStep = { kind: string; target: string; title?: string; url?: string | null };

/** How long a page has been read, by one learner in one revision. */
interface CoursemarkReading {
  /** Whole seconds in which the page could be seen. */
  seconds: number;
  /** Whether its end was in view. */
  end: boolean;
  /** The learner said that it is read; it is recorded as soon as it counts. */
  armed: boolean;
}

/** Setting `reading <learner>`. */
interface CoursemarkReadings {
  /** Milliseconds since 1970 up to which time is counted: no moment counts twice. */
  until: number;
  /** By page path; seconds with their fraction. */
  pages: Record<string, CoursemarkReading & { revision: string }>;
}

/** What a note is about. */
type CoursemarkSubject =
  | { item: { id: string; name: string; revision: string } }
  | { page: { path: string; name: string; revision: string } };

interface CoursemarkGlobal {
  course: {
    /** Whether it is offered to this learner, required or not. */
    isMeant(course: CoursemarkCourse, learner: CoursemarkLearner): boolean;
    isRequired(course: CoursemarkCourse, learner: CoursemarkLearner): boolean;
    stepOf(
      site: CoursemarkSite,
      step: CoursemarkNamedStep,
      course?: CoursemarkCourse,
    ): { verb: string; title: string; url: string | null };
    /** Each course with how far the learner is, who began to work here on day `start`. */
    standings(
      site: CoursemarkSite,
      statements: readonly CoursemarkStatement[],
      now: string,
      start?: string | null,
    ): CoursemarkStanding[];
    /** Of steps that must be done: how many are, of how many. */
    count(course: CoursemarkCourse, states: readonly CoursemarkStepProgress[]): { done: number; of: number };
    /** Steps of the period a learner works for: the next one while renewing is open. */
    current(progress: CoursemarkCourseProgress): CoursemarkStepProgress[];
    statusName(status: CoursemarkCourseStatus): string;
    /** What the calendar says: terms, validity, renewing. */
    timing(progress: CoursemarkCourseProgress, today: string): string[];
    /** The day on which a course begins, while that is still to come; else null. */
    begins(course: CoursemarkCourse, today: string): string | null;
    /** What there is to say of a course in a word or two each, besides its status. */
    facts(standing: CoursemarkStanding, learner: CoursemarkLearner, today: string): string[];
    /** A day as people say it; the year only where it is not this one. */
    spellDay(day: string, today: string): string;
    steps(
      site: CoursemarkSite,
      standing: CoursemarkStanding,
      today: string,
      /** What stands below a step. */
      below?: (step: CoursemarkStep, index: number) => HTMLElement | null,
    ): HTMLElement;
    /** The next thing to do, or the courses to complete before. */
    next(site: CoursemarkSite, standing: CoursemarkStanding, today: string): HTMLElement | null;
    settle(app: CoursemarkApp, learner: CoursemarkLearner): Promise<void>;
  };
  reading: {
    /** The setting with what one window counted added to it: `counted` milliseconds that end at `at`. */
    added(
      before: CoursemarkReadings | undefined,
      page: { path: string; revision: string },
      news: { counted: number; at: number; end: boolean; armed: boolean | null },
    ): CoursemarkReadings;
    /** Counts while the page can be seen, for whoever is the learner. */
    follow(
      app: CoursemarkApp,
      page: { path: string; revision: string },
      end: HTMLElement,
      how: {
        /** False when there is nothing to count for. */
        isWanted: () => boolean;
        /** Called about every second. */
        ontick: () => unknown;
      },
    ): {
      now(): CoursemarkReading;
      /** Stores what was counted so far, and that the learner said it is read. */
      arm(armed: boolean): Promise<void>;
      /** Begins anew, after it was recorded. */
      clear(): Promise<void>;
      /** Resolves when the row of the current learner is read. */
      ready(): Promise<void>;
    };
  };
  outline: {
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
    /** The part of the address after "#", as text. */
    fragment(): string;
  };
  attend: {
    /** A form that registers a session, or what was registered. */
    form(app: CoursemarkApp, step: CoursemarkStep, done: CoursemarkEntry | null): HTMLElement;
  };
  survey: {
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
  };
  comment: {
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
    /** 纠错, for an item or a page. */
    button(subject: CoursemarkSubject): HTMLButtonElement;
  };
  courses: {
    /** 我的课程 of the desk. */
    section(
      app: CoursemarkApp,
      learner: CoursemarkLearner,
      statements: readonly CoursemarkStatement[],
    ): HTMLElement;
  };
}
