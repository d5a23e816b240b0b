// Writes the browser libraries of other people that ship with the engine: node tools/vendor.mjs FOLDER
// Their versions are the ones of package-lock.json; their licences go in front of the code.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";

const packages = path.join(import.meta.dirname, "..", "node_modules");

const SHA256 = `
  import { sha256 } from "@noble/hashes/sha2.js";
  import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
  globalThis.CoursemarkVendor = { ...globalThis.CoursemarkVendor, sha256, bytesToHex, utf8ToBytes };
`;

/** A comment with the name, version and whole licence of a package. */
function banner(name) {
  const { version } = createRequire(import.meta.url)(path.join(packages, name, "package.json"));
  const licence = readFileSync(path.join(packages, name, "LICENSE"), "utf8").trim();
  const lines = `${name} ${version}\n\n${licence}`.split(/\r?\n/);
  return `/*!\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** The code of a file that is already a classic script. */
function ready(file) {
  const code = readFileSync(path.join(packages, file), "utf8");
  return code.replace(/^\/\/# sourceMappingURL=.*$/gm, "").trim() + "\n";
}

/** One classic script out of ES modules, for browsers from Chromium 80 on. */
async function bundle(source) {
  const result = await build({
    stdin: { contents: source, resolveDir: path.join(packages, "..") },
    bundle: true,
    format: "iife",
    legalComments: "none",
    minify: true,
    target: "chrome80",
    write: false,
  });
  return result.outputFiles[0].text;
}

const outputs = {
  "idb.js": banner("idb") + ready("idb/build/umd.js"),
  "iframe-worker.js": banner("iframe-worker") + ready("iframe-worker/shim/index.js"),
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
