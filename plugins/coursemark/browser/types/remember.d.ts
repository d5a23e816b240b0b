/** 每日一练, 错题本 and 掌握情况: what is derived from the answers in the log. */

/** How well a learner remembers an item. */
interface CoursemarkMemory {
  /** Days on which it was answered. */
  reviews: number;
  /** Whether the latest answer was right. */
  right: boolean;
  /** Days after which nine of ten are expected to know it still. */
  stability: number;
  /** The day on which it is due, ISO. */
  due: string;
}

/** An item as it is shown: a case comes with all its parts. */
interface CoursemarkPick {
  /** Full id of the item that is shown. */
  item: string;
  bank: string;
  /** What is answered in it. */
  leaves: string[];
  /** Answered before and due again; else never answered. */
  due: boolean;
}

interface CoursemarkMastery {
  topic: string;
  known: number;
  learning: number;
  fresh: number;
}

interface CoursemarkRemember {
  schedule: {
    /**
     * Memory of each item after a replay of the answers up to a day. The first answer of a day
     * counts as its review; order and repetition of the entries make no difference.
     */
    replay(answers: readonly CoursemarkEntry[], today: string): Map<string, CoursemarkMemory>;
    /** The day of an answer, or null when it has no time that can be. */
    dayOf(answer: CoursemarkEntry, today: string): string | null;
    /** Whether it is remembered for at least a week. */
    isKnown(memory: CoursemarkMemory | undefined): boolean;
  };
  daily: {
    /** Items for a role, whole; those past their day are left out. */
    offered(index: CoursemarkPracticeIndex, role: string | null, today: string): CoursemarkOffer[];
    /** What to practise on a day, the first first: what is due, then what was never answered. */
    queue(
      offers: readonly CoursemarkOffer[],
      memory: ReadonlyMap<string, CoursemarkMemory>,
      learner: string,
      today: string,
    ): CoursemarkPick[];
    /** Items of a topic: wrong ones, new ones, then those right longest ago. */
    topic(
      offers: readonly CoursemarkOffer[],
      memory: ReadonlyMap<string, CoursemarkMemory>,
      learner: string,
      today: string,
    ): CoursemarkPick[];
    /** The first picks with so many leaves together; a larger one stands alone. */
    take(picks: readonly CoursemarkPick[], count: number): CoursemarkPick[];
  };
  mastery: {
    /**
     * Together, by topic and by field of competence, the largest first; an item counts in each of its
     * topics and fields.
     */
    count(
      offers: readonly CoursemarkOffer[],
      memory: ReadonlyMap<string, CoursemarkMemory>,
    ): CoursemarkCounted;
    view(counted: CoursemarkCounted, url: (topic: string) => string): HTMLElement;
  };
  /** Days in a row up to today or yesterday, and days of this week. */
  streak(days: Iterable<string>, today: string): { row: number; week: number };
  /** Shows picks in rounds, in place of what the element held. */
  rounds(
    app: CoursemarkApp,
    place: HTMLElement,
    picks: readonly CoursemarkPick[],
    how: {
      /** Milliseconds: what was answered before then comes back as new. */
      since: number;
      /** Called after answers were recorded. */
      changed: () => unknown;
    },
  ): Promise<void>;
  mount(app: CoursemarkApp, place: HTMLElement): Promise<void>;
}

/** An item that may be practised. */
interface CoursemarkOffer {
  item: string;
  bank: string;
  leaves: { id: string; topics: string[]; domains: string[] }[];
}

interface CoursemarkCounted {
  rows: CoursemarkMastery[];
  /** Empty where the site has no fields of competence. */
  domains: CoursemarkMastery[];
  all: CoursemarkMastery;
}

interface CoursemarkGlobal {
  mistakes: {
    /** Answers of which the learner may know whether they were right, oldest first. */
    told(
      site: CoursemarkSite,
      statements: readonly CoursemarkStatement[],
      attempts: readonly CoursemarkAttempt[],
      /** Milliseconds since 1970. */
      now: number,
    ): CoursemarkEntry[];
    /** Items whose latest answer was wrong. */
    wrong(answers: readonly CoursemarkEntry[]): string[];
  };
  remember: CoursemarkRemember;
}
