/** Handing in: the record file, the ways it takes, and what comes back. */

/** A part of a text, as found; the payload is null when it was mistyped. */
interface CoursemarkPart {
  set: string;
  /** From 1. */
  number: number;
  count: number;
  payload: string | null;
}

interface CoursemarkJoined {
  /** Texts whose parts are all there. */
  texts: string[];
  /** Numbers of parts that were mistyped, and of those that are not there. */
  incomplete: { set: string; count: number; wrong: number[]; missing: number[] }[];
  /** Sets whose parts are all there and do not give back a text. */
  damaged: string[];
}

/** What is handed in: the record, sealed where an exam asks for it. */
interface CoursemarkHanded {
  text: string;
  sealed: boolean;
  fileName: string;
  learner: CoursemarkLearner;
  /** Statements in it. */
  count: number;
  /** ISO timestamp. */
  exported: string;
}

interface CoursemarkRecordFile {
  write(
    site: CoursemarkSite,
    learner: CoursemarkLearner,
    statements: readonly CoursemarkStatement[],
    exported: string,
  ): string;
  read(text: string): { header: any; statements: CoursemarkStatement[]; intact: boolean; sealed: boolean };
  fileName(learner: CoursemarkLearner, day: string, sealed?: boolean): string;
}

/** What has not been handed in from this browser yet. */
interface CoursemarkPending {
  /** Statements. */
  count: number;
  /** ISO timestamp of the oldest of them, or null. */
  since: string | null;
}

interface CoursemarkHandIn {
  warn(app: CoursemarkApp): void;
  /** Says that something could not be stored. */
  unstored(app: CoursemarkApp, error: DOMException): void;
  section(
    app: CoursemarkApp,
    learner: CoursemarkLearner | null,
    statements: readonly CoursemarkStatement[],
  ): Promise<HTMLElement>;
  /** What sealing means for the learner, with the way to an open copy; null where nothing is sealed. */
  sealNote(
    app: CoursemarkApp,
    learner: CoursemarkLearner,
    statements: readonly CoursemarkStatement[],
  ): HTMLElement | null;
  recordText(app: CoursemarkApp, learner: CoursemarkLearner): Promise<string>;
  /** Downloads the record, sealed where an exam asks for it. */
  download(app: CoursemarkApp, learner: CoursemarkLearner): Promise<void>;
  pending(app: CoursemarkApp, learner: CoursemarkLearner): Promise<CoursemarkPending>;
}

interface CoursemarkGlobal {
  recordFile: CoursemarkRecordFile;
  handIn: CoursemarkHandIn;
  /** The part of the desk that takes records from another device. */
  loadRecord: {
    load(app: CoursemarkApp, text: string, name: string): Promise<string>;
    fields(app: CoursemarkApp): HTMLElement;
  };
  /** Part "transfer". */
  parts: {
    split(text: string): string[];
    find(text: string): CoursemarkPart[];
    join(text: string): CoursemarkJoined;
    holds(text: string): boolean;
  };
  /** Part "transfer". */
  qr: {
    /** An SVG of a part; throws when it is too long. */
    picture(part: string, label: string): SVGElement;
    modules(part: string): boolean[][];
  };
  /** Part "transfer". */
  transfer: {
    /** Shows the text to copy; "done" when all of it was copied. */
    text(handed: CoursemarkHanded): Promise<string>;
    /** Shows the QR codes; "done" when the learner says they were scanned, "print" to print them. */
    codes(handed: CoursemarkHanded): Promise<string>;
    /** A sheet of paper about the record, with its QR codes where there are at most so many. */
    sheet(app: CoursemarkApp, handed: CoursemarkHanded, most: number): HTMLElement;
    MOST_CODES: number;
    MOST_ON_SHEET: number;
    MOST_TEXT: number;
  };
  /** Part "seal"; needs part "transfer". */
  sealing: {
    seal(record: string, site: { id: string; title: string; sealKey: string }): string;
  };
}
