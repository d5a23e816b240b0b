/** Sending what was handed in to a learning record store. Part "collecting". */

/** Where a site sends hand-ins as well. */
interface CoursemarkLrs {
  /** `http(s)://host/path`, or a path of the site's own server; no slash at the end. */
  endpoint: string;
  /** `name:password`, or "" where the server adds it. */
  token: string;
}

/**
 * Why sending rests. unreached: no answer. busy: the store asks for patience or is out of order.
 * denied: the token. missing: nothing takes statements at this address. strange: an answer that no
 * store gives. refusing: nothing at all is taken. blocked: this page may not send there.
 */
type CoursemarkSendingFault =
  "unreached" | "busy" | "denied" | "missing" | "strange" | "refusing" | "blocked";

/**
 * What one learner's hand-ins still owe the store: the setting `sending <learner>`. Which
 * statements were answered for stands on their rows.
 */
interface CoursemarkQueue {
  /** The endpoint that all of this is about. */
  to: string;
  /** Statements that were handed in and not answered for, oldest first. */
  ids: string[];
  /** Statements the store has. */
  sent: number;
  /** Statements the store does not take: it has another of that id; it finds them wrong; they are too large. */
  refused: { conflict: number; invalid: number; large: number };
  /** Statements that are handed in sealed and are therefore never sent. */
  held: number;
  /** Statements in the log when it was handed in last. */
  count: number;
  /** ISO timestamp of the last answer that was no fault, or null. */
  at: string | null;
}

/** How it goes with the store, whoever hands in: the setting `sending`. */
interface CoursemarkStoreState {
  to: string;
  token: string;
  /** It has taken a statement of this browser before. */
  proven: boolean;
  fault: CoursemarkSendingFault | null;
  /** Faults since the last success. */
  tries: number;
  /** Milliseconds since 1970 before which nobody tries without being asked; 0: at once. */
  next: number;
  /** The page that is sending, and until when others believe it. */
  lease: { by: string; until: number } | null;
}

/** What the store said; status 0: nothing in time. */
interface CoursemarkStoreAnswer {
  status: number;
  body: string;
}

/** What follows from an answer. */
type CoursemarkVerdict =
  | { kind: "stored" }
  | { kind: "refused"; why: keyof CoursemarkQueue["refused"] }
  | { kind: "fault"; fault: CoursemarkSendingFault };

interface CoursemarkSender {
  /** Queues what the learner hands in, and begins to send it. */
  handedIn(learner: string): Promise<void>;
  /** Sends what is due; all of it when `asked`. Resolves when this page has nothing to do any more. */
  send(asked: boolean): Promise<void>;
  state(learner: string): Promise<{ queue: CoursemarkQueue | null; store: CoursemarkStoreState }>;
  /** Milliseconds until there is something to try, or null. */
  wait(): Promise<number | null>;
}

interface CoursemarkGlobal {
  collecting: {
    /** Pure. */
    answers: {
      verdict(answer: CoursemarkStoreAnswer, ids: readonly string[]): CoursemarkVerdict;
      /** Milliseconds to rest after a fault; `chance` from 0 to 1 keeps PCs from trying all at once. */
      rest(fault: CoursemarkSendingFault, tries: number, chance: number): number;
      /** As many of the oldest as one request may carry after so many faults; at least one. */
      batch<T>(statements: readonly T[], tries: number): T[];
      /** Whether a statement tells of an exam that is handed in sealed. */
      isHeld(site: CoursemarkSite, statement: CoursemarkStatement): boolean;
      MOST_STATEMENTS: number;
      MOST_LENGTH: number;
      /** Milliseconds; the longest rest, give or take chance. */
      LONGEST: number;
    };
    sender(parts: {
      site: CoursemarkSite;
      store: Store;
      /** This page, by a name that outlives a reload. */
      page: string;
      now: () => number;
      chance: () => number;
      /** Absent: this page may not send there. */
      post?: (statements: readonly CoursemarkStatement[]) => Promise<CoursemarkStoreAnswer>;
      /** Called with whose queue changed, or null for how it goes with the store. */
      changed: (learner: string | null) => void;
      /** Called with whose work counts as handed in since the store has all of it. */
      whole: (learner: string) => void;
    }): CoursemarkSender;
    /** Nothing more to be sent, and nothing that only the file has. */
    isWhole(queue: CoursemarkQueue): boolean;
    /** What the learner is told, in paragraphs. Pure. */
    words(
      state: { queue: CoursemarkQueue | null; store: CoursemarkStoreState },
      where: { host: string; folder: boolean; persistent: boolean },
    ): string[];
    /** Sends what is left from before, and whenever there is hope. Once a page. */
    start(app: CoursemarkApp): void;
    handedIn(app: CoursemarkApp, learner: CoursemarkLearner): Promise<void>;
    /** True once nothing is under way, null before `start`; for tests. */
    settled(): Promise<boolean> | null;
    /** How far sending is, for 交学习记录; follows what happens. */
    note(app: CoursemarkApp, learner: CoursemarkLearner): Promise<HTMLElement>;
  };
}
