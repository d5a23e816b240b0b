/** What the trainer's desk reads: files, the records in them, and what was collected of them. */

interface CoursemarkDeskHeader {
  site: string;
  learner: string;
  name: string;
  department: string;
  role: string;
  exported: string;
  start: string;
}

/** A statement, and where it came from. */
interface CoursemarkDeskLogged {
  entry: CoursemarkEntry;
  moment: number | null;
  file: CoursemarkDeskRecord;
  line: number;
  /** Who did it, as it says: normal id and name; "" where it does not. */
  learner: string;
  name: string;
}

/** One record as read. */
interface CoursemarkDeskRecord {
  name: string;
  kind: CoursemarkDeskFile["kind"];
  header: CoursemarkDeskHeader | null;
  statements: CoursemarkDeskLogged[];
  problems: CoursemarkDeskFault[];
  /** Its digest proves it whole and unchanged; as long as there is a claim, by what it says. */
  verified: boolean;
  /** What the end line says of the bytes before it, until it was held against them. */
  claim: { sha256: string; line: number; length: number } | null;
  /** Nothing but its bytes is known yet. */
  sealed: boolean;
  /** UTF-8; what two statements of one id are compared by. */
  bytes: Uint8Array;
}

/** A problem before it is shown; learner "" where none is known. */
interface CoursemarkDeskFault {
  file: string;
  line: number | null;
  kind: string;
  detail: string;
  learner: string;
}

interface CoursemarkDeskLog {
  statements: CoursemarkDeskLogged[];
  /** Id to place in `statements`; made when an id comes again. */
  places: Map<string, number> | null;
  names: Map<string, number>;
  headers: CoursemarkDeskHeader[];
  /** Those that hold something of the learner, in the order in which they came. */
  records: CoursemarkDeskRecord[];
  files: Set<string>;
  /** Those among them that hold more than what others noted, as lists of those present do. */
  handed: Set<string>;
}

interface CoursemarkDeskIds {
  /** The first that came with this id: this one, when there was none. */
  first(id: string, one: CoursemarkDeskLogged): CoursemarkDeskLogged;
}

interface CoursemarkDeskCollected {
  logs: Map<string, CoursemarkDeskLog>;
  problems: CoursemarkDeskFault[];
  files: number;
  /** The first statement of each id; its `learner` is settled. */
  owners: CoursemarkDeskIds;
}

type CoursemarkDeskCell = string | number | boolean;

/** Rows of cells, and cells merged: first and last row and column, from 0, inclusive. */
interface CoursemarkDeskSheet {
  rows: CoursemarkDeskCell[][];
  merged: [number, number, number, number][];
}

/** A file to read: bytes, or why there are none. */
type CoursemarkDeskSource =
  { name: string; bytes: Uint8Array; fault?: undefined } | { name: string; fault: string };

interface CoursemarkDeskPrivateKey {
  /** Of the public key, as sealed records tell it. */
  name: string;
  secret: Uint8Array;
  /** The public key. */
  open: Uint8Array;
}

interface CoursemarkDeskOpenable {
  name: string;
  /** Rejects when it is gone. */
  bytes(): Promise<Uint8Array>;
  /** Where it was read already. */
  record?: CoursemarkDeskRecord | null;
}

/** Files as one, one after the other. */
interface CoursemarkDeskBundle {
  names: string[];
  sizes: number[];
  blob: Blob;
}

/** Files that were opened: where each lies in the buffers, from which byte and how long; null when it is gone. */
interface CoursemarkDeskHeld {
  names: string[];
  places: (number[] | null)[];
  buffers: ArrayBuffer[];
}

/** A record as packing.js makes it. */
interface CoursemarkDeskPacked extends Omit<CoursemarkDeskRecord, "bytes" | "statements"> {
  /** Number and name that most rows have, where they say 0. */
  who: [string, string];
  rows: any[][];
}

/** Files as a reader sends them: from which place in the addition, and the records in them, packed, as JSON. */
interface CoursemarkDeskRead {
  at: number;
  held: CoursemarkDeskHeld;
  records: string;
}

interface CoursemarkZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  size: number;
  packed: number;
  offset: number;
  encrypted: boolean;
}

interface CoursemarkDeskGathering {
  /** Takes the parts in a text; null where there are none, else what to say of it. */
  look(file: string, text: string): { repeated: CoursemarkDeskFault | null } | null;
  /** The sets completed since the last call. */
  joined(): CoursemarkDeskSource[];
  /** What is missing of the others. */
  left(): CoursemarkDeskFault[];
}
