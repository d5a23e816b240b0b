/** Several people at one PC: who is there, and whether they still are. */

interface CoursemarkLock {
  /** Watches for activity; asks who is there when there was none for `site.lockAfter` minutes. */
  start(app: CoursemarkApp): void;
  /** The current learner is at work from now on. */
  begin(): void;
  locked(): boolean;
}

interface CoursemarkGlobal {
  pin: {
    /** PBKDF2-HMAC-SHA-256 of 32 bytes, in hex. */
    derive(secret: string, salt: string, rounds: number): string;
    make(digits: string, rounds?: number): CoursemarkPin;
    matches(pin: CoursemarkPin, typed: string): boolean;
    /** 4 to 8 digits, or null. */
    normal(typed: string): string | null;
    /** `form[data-pin]`: asks for the learner's PIN. */
    form(
      app: CoursemarkApp,
      learner: CoursemarkLearner,
      how: {
        submit: string;
        right: () => unknown;
        /** The learner forgot it and cleared what was here. */
        wiped: () => unknown;
      },
    ): HTMLFormElement;
    /** Asks for it in a dialog; true at once where there is none. */
    prove(app: CoursemarkApp, learner: CoursemarkLearner, why: string): Promise<boolean>;
    settings(app: CoursemarkApp, learner: CoursemarkLearner): HTMLElement;
  };
  lock: CoursemarkLock;
  reminder: {
    /** Work that was not handed in, on the badge and, when it is time, at the top of the page. */
    show(app: CoursemarkApp): Promise<void>;
    /** The same in one line, or null when there is nothing. */
    line(app: CoursemarkApp, learner: CoursemarkLearner): Promise<HTMLElement | null>;
  };
  who: {
    /** Who is studying, and what can be changed about it: the first part of 我的学习. */
    section(app: CoursemarkApp, learner: CoursemarkLearner | null): Promise<HTMLElement>;
    /** Clears a learner whose PIN is forgotten, after saying what that means; true when cleared. */
    forgotten(app: CoursemarkApp, learner: CoursemarkLearner): Promise<boolean>;
  };
}
