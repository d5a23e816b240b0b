// Writes the browser libraries of other people that ship with the engine: node tools/vendor.mjs FOLDER
// Their versions are the ones of package-lock.json; their licences go in front of the code.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const packages = path.join(import.meta.dirname, "..", "node_modules");

const SHA256 = `
  import { sha256 } from "@noble/hashes/sha2.js";
  import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
  globalThis.CoursemarkVendor = { ...globalThis.CoursemarkVendor, sha256, bytesToHex, utf8ToBytes };
`;

// libsodium's sealed box (X25519, XSalsa20-Poly1305), which PyNaCl opens; plain script, since
// insecure pages have no crypto.subtle.
const SEAL = `
  import { x25519 } from "@noble/curves/ed25519.js";
  import { hsalsa, xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
  import { blake2b } from "@noble/hashes/blake2.js";
  globalThis.CoursemarkVendor = {
    ...globalThis.CoursemarkVendor, x25519, hsalsa, xsalsa20poly1305, blake2b,
  };
`;

const TRANSFER = `
  import { deflateSync, inflateSync } from "fflate";
  import encodeQR from "qr";
  globalThis.CoursemarkVendor = {
    ...globalThis.CoursemarkVendor, deflateSync, inflateSync, encodeQR,
  };
`;

const FSRS = `
  import { createEmptyCard, fsrs, Rating, State } from "ts-fsrs";
  globalThis.CoursemarkVendor = { ...globalThis.CoursemarkVendor, createEmptyCard, fsrs, Rating, State };
`;

// By its path: the package's own door packs in a worker, which not every file:// allows.
const XLSX = `
  import { generateXlsxFileSync } from "./node_modules/write-excel-file/modules/export/writeXlsxFileUniversal.js";
  const bytesOf = (blob) => blob.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  const writeWorkbook = (sheets) => generateXlsxFileSync(sheets, undefined, undefined, bytesOf);
  globalThis.CoursemarkVendor = { ...globalThis.CoursemarkVendor, writeWorkbook };
`;

// structuredClone came with Chromium 98; what the search sends to and fro is JSON.
const CLONE = "globalThis.structuredClone ??= (value) => JSON.parse(JSON.stringify(value));\n";

/** A comment with the name, version and whole licence of a package. */
function banner(name, file = "LICENSE") {
  const { version } = JSON.parse(readFileSync(path.join(packages, name, "package.json"), "utf8"));
  const licence = readFileSync(path.join(packages, name, file), "utf8").trim();
  const lines = `${name} ${version}\n\n${licence}`.split(/\r?\n/);
  return `/*!\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** The code of a file that is already a classic script. */
function ready(file) {
  const code = readFileSync(path.join(packages, file), "utf8");
  return code.replace(/^\/\/# sourceMappingURL=.*$/gm, "").trim() + "\n";
}

/** One classic script out of ES modules, for browsers from Chromium 86 on. */
async function bundle(source) {
  const result = await build({
    stdin: { contents: source, resolveDir: path.join(packages, "..") },
    bundle: true,
    // esbuild lowers syntax; what is missing of the library is put in its place.
    define: { "Object.hasOwn": "hasOwn" },
    format: "iife",
    inject: [path.join(import.meta.dirname, "old_chromium.mjs")],
    legalComments: "none",
    minify: true,
    target: "chrome86",
    write: false,
  });
  return result.outputFiles[0].text;
}

const outputs = {
  "fsrs.js": banner("ts-fsrs") + (await bundle(FSRS)),
  "idb.js": banner("idb") + ready("idb/build/umd.js"),
  "iframe-worker.js": banner("iframe-worker") + CLONE + ready("iframe-worker/shim/index.js"),
  "seal.js":
    banner("@noble/curves") + banner("@noble/ciphers") + banner("@noble/hashes") + (await bundle(SEAL)),
  "transfer.js": banner("fflate") + banner("qr", "LICENSE-MIT") + (await bundle(TRANSFER)),
  "xlsx.js": banner("write-excel-file") + banner("fflate") + (await bundle(XLSX)),
  "sha256.js": banner("@noble/hashes") + (await bundle(SHA256)),
};

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node tools/vendor.mjs FOLDER");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(outputs)) {
  writeFileSync(path.join(folder, name), text);
}
