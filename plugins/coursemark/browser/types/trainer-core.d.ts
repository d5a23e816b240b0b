/** What the trainer's desk is made of; the twin of records/ and report/ as far as the desk needs it. */

/** An item as desk_rules.py gives it, or a part of a case. */
interface CoursemarkDeskLeaf {
  revision: string;
  /** Without `parts`. */
  definition: CoursemarkDefinition;
  withheld?: true;
  /** As records from before or after it was withheld name it; without a definition: the same. */
  other?: { revision: string; definition?: CoursemarkDefinition };
}

interface CoursemarkDeskItem extends CoursemarkDeskLeaf {
  topics: string[];
  roles: string[];
  difficulty?: number;
  draft?: true;
  /** Last day on which it may be drawn, ISO. */
  until?: string;
  parts?: CoursemarkDeskLeaf[];
}

interface CoursemarkDeskDraw {
  item?: string;
  banks?: string[];
  type?: string;
  topics?: string[];
  roles?: string[];
  difficulty?: number[];
  count?: number;
  /** Hundredths. */
  points?: number;
}

interface CoursemarkDeskTest {
  title: string;
  revision: string;
  mode: string;
  draw: CoursemarkDeskDraw[];
  passMark: string;
  attempts: number | null;
  grading: string;
  minutes: number | null;
  pause: string;
  /** Minutes. */
  cooling: number | null;
  opens: string | null;
  closes: string | null;
}

/** Data script `desk`. */
interface CoursemarkDeskRules {
  items: Record<string, CoursemarkDeskItem>;
  assessments: Record<string, CoursemarkDeskTest>;
}

/** The key file, as `coursemark desk-keys` writes it. */
interface CoursemarkDeskKeys {
  format: string;
  site: { id: string; title: string; build: string };
  items: Record<string, CoursemarkDeskItem>;
}

/** The items and rules of one site, looked up. */
interface CoursemarkDeskBank {
  items: Map<string, CoursemarkDeskItem>;
  leaves: Map<string, CoursemarkDeskLeaf>;
  /** Leaf id to the id of the item it belongs to. */
  owners: Map<string, string>;
  tests: Record<string, CoursemarkDeskTest>;
  /** Whether a key is missing. */
  lacking: boolean;
}

interface CoursemarkDeskSitting {
  assessment: string;
  registration: string;
  begun: CoursemarkDeskLogged | null;
  outcome: CoursemarkDeskLogged | null;
  terminated: CoursemarkDeskLogged | null;
  given: CoursemarkDeskLogged[];
  interruptions: CoursemarkDeskLogged[];
}

interface CoursemarkDeskDrawing {
  /** A place without an item gives points nobody can earn. */
  units: { item: CoursemarkDeskItem | null; points: number | null }[];
  extra: string[];
  places: number;
  retagged: string[];
}

/** A sitting with the result that counts. */
interface CoursemarkDeskGraded {
  sitting: CoursemarkDeskSitting;
  raw: number;
  max: number;
  /** null while an item has no key. */
  success: boolean | null;
  /** Hundredths of a percent. */
  scaled: number | null;
}

type CoursemarkDeskComplain = (where: CoursemarkDeskLogged, kind: string, text: string) => void;

/** What a learner's log comes to. */
interface CoursemarkDeskOutcome {
  assessments: CoursemarkDeskAssessment[];
  attempts: CoursemarkDeskAttempt[];
  events: CoursemarkEvent[];
  problems: CoursemarkDeskFault[];
}

interface CoursemarkDeskPerson {
  id: string;
  name: string;
  department: string;
  role: string;
  /** ISO day, or null. */
  start: string | null;
  /** Row of the roster, from 1. */
  line: number;
}

interface CoursemarkDeskRoster {
  name: string;
  people: Map<string, CoursemarkDeskPerson>;
  problems: CoursemarkDeskFault[];
}

interface CoursemarkDeskRegrader {
  sitting(sitting: CoursemarkDeskSitting, id: string, complain: CoursemarkDeskComplain): CoursemarkDeskGraded;
  /** Holds one answer of practice against its claim. */
  answer(answer: CoursemarkDeskLogged, complain: CoursemarkDeskComplain): void;
  right(entry: CoursemarkEntry): boolean;
}

interface CoursemarkDeskCore {
  words: {
    KIND_NAMES: Readonly<Record<string, string>>;
    normalId(text: string): string;
    plainName(text: string): string;
    normalName(text: string): string;
    whole(number: number): string;
    round(number: number, digits?: number): number;
    compare(a: string, b: string): number;
    /** `waiting`: a digest is still to be worked out. */
    checksOf(problems: readonly CoursemarkDeskFault[], waiting: boolean): CoursemarkDeskCheck[];
  };
  bank: {
    of(rules: CoursemarkDeskRules, keys: CoursemarkDeskKeys | null): CoursemarkDeskBank;
    usable(item: CoursemarkDeskItem, day: string): boolean;
    matches(draw: CoursemarkDeskDraw, item: CoursemarkDeskItem): boolean;
    maxOf(item: CoursemarkDeskItem): number;
    /** The leaf of today in the letters of the revision that was met; null where there is none. */
    form(bank: CoursemarkDeskBank, entry: CoursemarkEntry): CoursemarkDeskLeaf | null;
    /** A response to a revision that is gone, in the letters of the item as it is. */
    carried(leaf: CoursemarkDeskLeaf | null, entry: CoursemarkEntry): string | null;
  };
  values: {
    BadLine: new (reason: string, unfinished: boolean) => { reason: string; unfinished: boolean };
    /** Why a line is not read that is too long. */
    LONG: string;
    /** The value of one JSON text, or a BadLine. */
    valueOf(text: string): any;
    /** Whether a text begins as JSON and stops before it is closed. */
    isOpen(text: string): boolean;
  };
  lines: {
    /** What a line says that we wrote; null where it has to be read as any other. */
    create(site: string): (line: string) => { entry: CoursemarkEntry; learner: string; name: string } | null;
    /** Normal id and name of whoever did it; "" where it does not say. */
    whoOf(statement: unknown): { learner: string; name: string };
  };
  reading: {
    read(
      source: CoursemarkDeskSource,
      site: string,
      gathering: CoursemarkDeskGathering | null,
      breathe: () => Promise<void>,
    ): Promise<CoursemarkDeskRecord | null>;
    /** Holds a record against its claim, once: whether it is verified; a fault is said in it. */
    verify(record: CoursemarkDeskRecord, breathe?: () => Promise<void>): Promise<boolean>;
  };
  gathering: { create(): CoursemarkDeskGathering };
  unpacking: {
    /** The files in a file: itself, or what a zip holds. */
    sources(name: string, bytes: Uint8Array): Generator<CoursemarkDeskSource>;
    /** Entries of a zip by name; null when it is none that can be read. */
    entries(bytes: Uint8Array): CoursemarkZipEntry[] | null;
    unpack(bytes: Uint8Array, entry: CoursemarkZipEntry): Uint8Array | null;
    isZip(bytes: Uint8Array): boolean;
    isHidden(name: string): boolean;
    isWide(bytes: Uint8Array): boolean;
    /** The encoding of a text, in UTF-8, and what had to be undone. */
    asUtf8(bytes: Uint8Array): { bytes: Uint8Array; converted: string };
  };
  ids: { create(): CoursemarkDeskIds };
  merging: {
    empty(): CoursemarkDeskCollected;
    /**
     * Adds one record; statements after `now` are left out, those after `made`, too, are a fault.
     * Ids of the learners it touched.
     */
    add(
      into: CoursemarkDeskCollected,
      record: CoursemarkDeskRecord,
      site: string,
      now: number,
      made: number,
    ): Set<string>;
    ordered(log: CoursemarkDeskLog): CoursemarkDeskLogged[];
  };
  sittings: {
    of(log: readonly CoursemarkDeskLogged[]): CoursemarkDeskSitting[];
    closed(sitting: CoursemarkDeskSitting, one: CoursemarkDeskLogged): boolean;
    anchor(sitting: CoursemarkDeskSitting): CoursemarkDeskLogged;
    seconds(sitting: CoursemarkDeskSitting): number | null;
    end(sitting: CoursemarkDeskSitting): CoursemarkDeskLogged | null;
    revision(sitting: CoursemarkDeskSitting): string;
    answers(sitting: CoursemarkDeskSitting): Map<string, CoursemarkDeskLogged>;
  };
  drawing: {
    of(
      bank: CoursemarkDeskBank,
    ): (
      test: CoursemarkDeskTest,
      drawn: readonly string[],
      day: string,
      strict: boolean,
    ) => CoursemarkDeskDrawing;
  };
  times: {
    facts(sitting: CoursemarkDeskSitting): CoursemarkDeskFacts;
    check(
      sitting: CoursemarkDeskSitting,
      id: string,
      test: CoursemarkDeskTest,
      items: number,
      complain: CoursemarkDeskComplain,
    ): void;
    cooling(
      sitting: CoursemarkDeskSitting,
      before: CoursemarkDeskSitting | null,
      id: string,
      test: CoursemarkDeskTest,
      complain: CoursemarkDeskComplain,
    ): void;
  };
  regrading: { of(bank: CoursemarkDeskBank, asOf: string): CoursemarkDeskRegrader };
  outcome: {
    of(
      learner: string,
      log: readonly CoursemarkDeskLogged[],
      site: string,
      bank: CoursemarkDeskBank,
      regrader: CoursemarkDeskRegrader,
    ): CoursemarkDeskOutcome;
  };
  people: {
    of(
      logs: ReadonlyMap<string, CoursemarkDeskLog>,
      roster: CoursemarkDeskRoster | null,
    ): {
      people: (CoursemarkDeskPerson & { onRoster: boolean | null })[];
      problems: CoursemarkDeskFault[];
    };
  };
  roster: {
    /**
     * Whether a file looks like a table at all: a workbook, or text with a header of ours. `refused`
     * says what a table of people is that is no roster.
     */
    read(name: string, bytes: Uint8Array): CoursemarkDeskRoster | { refused: string } | string | null;
  };
  otherTables: {
    /** Why a table with these titles is no roster and what to do, or "". */
    refusal(file: string, titles: readonly string[]): string;
  };
  roles: {
    /** One a role that the site does not know, those of most people first. */
    problems(
      roster: CoursemarkDeskRoster,
      site: Pick<CoursemarkSite, "roles" | "courses">,
    ): CoursemarkDeskFault[];
    /** The known word that is most like it, or "". */
    near(word: string, known: readonly string[]): string;
  };
  table: { sheets(name: string, bytes: Uint8Array): CoursemarkDeskSheet[] | string };
  compose: {
    courses(
      site: CoursemarkSite,
      person: { role: string; department: string; start: string | null },
      outcome: CoursemarkDeskOutcome | null,
      now: string,
    ): CoursemarkDeskDetail["courses"];
    groups(
      learners: readonly CoursemarkDeskLearner[],
      by: "department" | "role",
      none: string,
    ): CoursemarkDeskGroup[];
    totals(site: CoursemarkSite, learners: readonly CoursemarkDeskLearner[]): CoursemarkDeskCourseTotal[];
    sessions(log: CoursemarkDeskLog | undefined): CoursemarkDeskDetail["sessions"];
  };
  /** Files in pieces, each looked up when it is asked for; bytes are read when they are. */
  opening: {
    files(inputs: readonly CoursemarkDeskInput[]): Generator<CoursemarkDeskOpenable[]>;
    bundle(bundle: CoursemarkDeskBundle): Generator<CoursemarkDeskOpenable[]>;
  };
  handing: {
    held(files: readonly CoursemarkDeskOpenable[]): Promise<CoursemarkDeskHeld>;
    packed(files: readonly { name: string; bytes: Uint8Array | null }[]): CoursemarkDeskHeld;
    taken(held: CoursemarkDeskHeld): CoursemarkDeskOpenable[];
  };
  showing: {
    /** The order in which problems are told. */
    byPlace(a: CoursemarkDeskFault, b: CoursemarkDeskFault): number;
    fileOf(name: string, kind: CoursemarkDeskFile["kind"], count: number): CoursemarkDeskFile;
    /** What the lists need of a learner. */
    rowOf(detail: CoursemarkDeskDetail): CoursemarkDeskLearner;
    shown(problem: CoursemarkDeskFault): CoursemarkDeskProblem;
  };
  given: {
    /** Keys, or what is wrong with them; null when it is no key file. */
    keysIn(bytes: Uint8Array, site: string): CoursemarkDeskKeys | string | null;
    isWorkbook(bytes: Uint8Array): boolean;
    mayBeTable(name: string, bytes: Uint8Array): boolean;
  };
  unsealing: {
    /** The private key of a file, or what it is instead of one; null when it is neither. */
    keyIn(bytes: Uint8Array): CoursemarkDeskPrivateKey | string | null;
    /** The record in a sealed one, or why it stays closed. */
    unsealed(bytes: Uint8Array, keys: readonly CoursemarkDeskPrivateKey[]): Uint8Array | string;
  };
  packing: {
    pack(record: CoursemarkDeskRecord): CoursemarkDeskPacked;
    unpack(packed: CoursemarkDeskPacked, bytes: Uint8Array): CoursemarkDeskRecord;
  };
  reader: {
    /** Reads files for a session elsewhere; `send` gets what came of them, and what to transfer with it. */
    create(
      site: string,
      send: (read: CoursemarkDeskRead, buffers: ArrayBuffer[]) => void,
    ): { read(at: number, inputs: CoursemarkDeskOpenable[]): void };
    taken(read: CoursemarkDeskRead): CoursemarkDeskOpenable[];
  };
  keeping: {
    open(site: string): Promise<{
      kept(): boolean;
      /** Oldest first. */
      given(): Promise<CoursemarkDeskGiven[]>;
      added(inputs: readonly CoursemarkDeskInput[]): Promise<void>;
      removed(kind: "roster" | "keys"): Promise<void>;
      wipe(): Promise<void>;
      close(): void;
    }>;
  };
  working: {
    /** A session where it keeps nobody waiting. */
    start(
      site: CoursemarkSite,
      rules: CoursemarkDeskRules,
      asOf: string,
      onProgress: (progress: CoursemarkDeskProgress) => void,
    ): Promise<CoursemarkDeskCall>;
    /** Calls by messages to worker.js. */
    through(
      session: Worker,
      readers: readonly Worker[],
      site: string,
      onProgress: (progress: CoursemarkDeskProgress) => void,
    ): CoursemarkDeskCall;
  };
  session: {
    create(
      site: CoursemarkSite,
      rules: CoursemarkDeskRules,
      asOf: string,
      onProgress?: (progress: CoursemarkDeskProgress) => void,
      breathe?: () => Promise<void>,
    ): CoursemarkDeskSession;
  };
}

/** One thing the trainer did. */
type CoursemarkDeskGiven = { remove: "roster" | "keys" } | (CoursemarkDeskBundle & { remove?: undefined });

/** Calls a session by the name of what it can do; `close` ends it. */
type CoursemarkDeskCall = (name: string, ...args: any[]) => Promise<any>;

/** The desk without page, storage or worker. */
interface CoursemarkDeskSession {
  /** Those that are still to come are awaited. Gives the places of private keys: nobody may keep them. */
  add(inputs: readonly (CoursemarkDeskOpenable | Promise<CoursemarkDeskOpenable>)[]): Promise<number[]>;
  remove(kind: "roster" | "keys"): void;
  wipe(): void;
  desk(): Promise<CoursemarkDesk>;
  /** `today`: the day on which one looks, at first the one the session began with. */
  asOf(day: string, today?: string): void;
  detail(id: string): CoursemarkDeskDetail | null;
  /** Works out some of the digests that are left; the next `desk` tells what came of all. */
  verify(): Promise<{ done: number; total: number }>;
}

interface CoursemarkGlobal {
  deskCore: CoursemarkDeskCore;
}
