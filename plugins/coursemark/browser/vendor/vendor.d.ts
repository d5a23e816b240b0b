/** What the vendored scripts put on the page; see README.md. */
declare var idb: typeof import("idb");

interface CoursemarkHash {
  update(data: Uint8Array): CoursemarkHash;
  /** As far as it has come. */
  clone(): CoursemarkHash;
  digest(): Uint8Array;
}

declare var CoursemarkVendor: {
  readonly sha256: ((data: Uint8Array) => Uint8Array) & { create(): CoursemarkHash };
  readonly bytesToHex: (data: Uint8Array) => string;
  readonly utf8ToBytes: (text: string) => Uint8Array;
  // Part "seal".
  readonly x25519: typeof import("@noble/curves/ed25519.js").x25519;
  readonly hsalsa: typeof import("@noble/ciphers/salsa.js").hsalsa;
  readonly xsalsa20poly1305: typeof import("@noble/ciphers/salsa.js").xsalsa20poly1305;
  readonly blake2b: typeof import("@noble/hashes/blake2.js").blake2b;
  // Part "transfer".
  readonly deflateSync: typeof import("fflate").deflateSync;
  readonly inflateSync: typeof import("fflate").inflateSync;
  readonly encodeQR: typeof import("qr").default;
  // Part "remember".
  readonly createEmptyCard: typeof import("ts-fsrs").createEmptyCard;
  readonly fsrs: typeof import("ts-fsrs").fsrs;
  readonly Rating: typeof import("ts-fsrs").Rating;
  readonly State: typeof import("ts-fsrs").State;
  // Part "xlsx".
  readonly writeWorkbook: (sheets: import("write-excel-file/universal").Sheet<Blob>[]) => Promise<Blob>;
};
