/** What the vendored scripts put on the page; see README.md. */
declare var idb: typeof import("idb");

interface CoursemarkHash {
  update(data: Uint8Array): CoursemarkHash;
  digest(): Uint8Array;
}

declare var CoursemarkVendor: {
  readonly sha256: ((data: Uint8Array) => Uint8Array) & { create(): CoursemarkHash };
  readonly bytesToHex: (data: Uint8Array) => string;
  readonly utf8ToBytes: (text: string) => Uint8Array;
};
