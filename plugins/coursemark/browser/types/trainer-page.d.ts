/** The page 培训管理台: what it shows of a CoursemarkDesk, and how that leaves it. */

type CoursemarkDeskList =
  | "all"
  | "unfinished"
  | "absent"
  | "failed"
  | "retrain"
  | "overdue"
  | "pending"
  | "flagged"
  | "outside"
  | "finished";

/** What the list of learners is narrowed and ordered by; "" does not narrow. */
interface CoursemarkDeskChoice {
  list: CoursemarkDeskList;
  department: string;
  role: string;
  /** Id of a course; "": everything required of a learner. */
  course: string;
  /** Part of a name or staff number. */
  words: string;
  sort: string;
  descending: boolean;
}

/** A learner as one row of the list. */
interface CoursemarkDeskRow {
  learner: CoursemarkDeskLearner;
  /** The lists they are on, without `all`. */
  lists: CoursemarkDeskList[];
  /** Chinese, the most urgent first. */
  states: string[];
  done: number;
  required: number;
  /** Mean of the scores, percent; of one course its score. */
  score: number | null;
  /** The earliest day not met, ISO, or "". */
  due: string;
  /** The last day on which something was completed, ISO, or "". */
  completed: string;
}

interface CoursemarkDeskColumn {
  id: string;
  title: string;
  /** As shown and as exported. */
  text(row: CoursemarkDeskRow): string;
  /** What rows are ordered by; without it the text. */
  order?(row: CoursemarkDeskRow): string | number;
}

type CoursemarkTableCell = string | number | null;

/** A table that leaves the page. */
interface CoursemarkTable {
  name: string;
  heads: string[];
  rows: CoursemarkTableCell[][];
  /** Rows to be filled in below: their first cell keeps the zeros of a number. */
  blank?: number;
}

interface CoursemarkTrainerPage {
  remedies: {
    /** Kind of problem to what to do. */
    REMEDIES: Readonly<Record<string, string>>;
    /** What a name of 核验 means. */
    CHECKS: Readonly<Record<CoursemarkDeskCheck, string>>;
    /** Of a table that is no record: what was missing to take it for a roster; else "". */
    notRoster(problem: Pick<CoursemarkDeskProblem, "kind" | "file">): string;
  };
  lists: {
    LISTS: readonly { id: CoursemarkDeskList; name: string; meaning: string }[];
    COLUMNS: readonly CoursemarkDeskColumn[];
    /** Everybody, in the light of one course or of all. */
    rows(learners: readonly CoursemarkDeskLearner[], course: string): CoursemarkDeskRow[];
    /** Those chosen, in order; ties stay in the order of the roster. */
    choose(rows: readonly CoursemarkDeskRow[], choice: CoursemarkDeskChoice): CoursemarkDeskRow[];
    /** Without regard to `list`: how many each list has. */
    counts(
      rows: readonly CoursemarkDeskRow[],
      choice: CoursemarkDeskChoice,
    ): Record<CoursemarkDeskList, number>;
    /** Roles of learners that the site does not know, so that no course of a role is asked of them; and those it knows. */
    strangeRoles(
      groups: readonly CoursemarkDeskGroup[],
      site: Pick<CoursemarkSite, "roles" | "courses">,
    ): { strange: CoursemarkDeskGroup[]; known: string[] };
    day(iso: string | null): string;
    NO_DEPARTMENT: string;
    NO_ROLE: string;
  };
  reminder: {
    /** Department to the text for it, in the order of the rows. */
    texts(
      rows: readonly CoursemarkDeskRow[],
      how: { site: string; asOf: string; course: string; courseTitle: string },
    ): Map<string, string>;
    /** @returns resolves when the dialog is closed */
    show(texts: Map<string, string>): void;
  };
  tables: {
    /** What is exported: the list as chosen first. */
    all(desk: CoursemarkDesk, rows: readonly CoursemarkDeskRow[]): CoursemarkTable[];
    list(rows: readonly CoursemarkDeskRow[]): CoursemarkTable;
    /** An empty roster, and how it is filled in. */
    template(site: Pick<CoursemarkSite, "roles" | "courses">): CoursemarkTable[];
    csv(table: CoursemarkTable): string;
    /** Of part "xlsx". */
    xlsx(tables: readonly CoursemarkTable[]): Promise<Blob>;
    save(content: Blob, name: string): void;
  };
  bars: {
    section(
      desk: CoursemarkDesk,
      site: CoursemarkSite,
      pick: (choice: Partial<CoursemarkDeskChoice>) => void,
    ): HTMLElement;
  };
  rows: {
    /** A table that holds only the rows in sight; all of them while printing. */
    table(how: { open: (learner: string) => void; sort: (column: string) => void }): {
      element: HTMLElement;
      /** `stay`: where it was scrolled to. */
      show(rows: readonly CoursemarkDeskRow[], choice: CoursemarkDeskChoice, stay?: boolean): void;
    };
  };
  list: {
    section(
      trainer: CoursemarkTrainer,
      site: CoursemarkSite,
    ): {
      element: HTMLElement;
      /** `stay`: nothing changes under the trainer's hands but what it tells of the same learners. */
      show(desk: CoursemarkDesk, stay?: boolean): void;
      pick(choice: Partial<CoursemarkDeskChoice>): void;
    };
  };
  detail: { show(trainer: CoursemarkTrainer, site: CoursemarkSite, id: string): Promise<void> };
  problems: { section(desk: CoursemarkDesk): HTMLElement };
  intake: {
    section(how: {
      trainer: CoursemarkTrainer;
      site: CoursemarkSite;
      /** Runs a change of the desk, shows how far it is and what came of it. */
      run(change: () => Promise<CoursemarkDesk>): Promise<void>;
    }): {
      element: HTMLElement;
      show(desk: CoursemarkDesk): void;
      progress(at: CoursemarkDeskProgress | null): void;
    };
  };
  mount(app: CoursemarkApp, place: HTMLElement): Promise<void>;
}

interface CoursemarkGlobal {
  /** Part "trainer-page". */
  trainerPage: CoursemarkTrainerPage;
}
