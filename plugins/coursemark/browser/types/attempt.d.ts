/** Items on a page and sittings of an assessment. */

/** What comes back into practice items, by item id. */
interface CoursemarkPractised {
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

interface CoursemarkEnded {
  registration: string;
  /** ISO timestamp. */
  at: string;
  raw: number | null;
  max: number | null;
  /** Null until a trainer has graded it. */
  success: boolean | null;
}
