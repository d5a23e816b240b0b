"use strict";
/**
 * Sealed records opened with the trainer's private key: libsodium's sealed box, as transfer/seal.js makes
 * it. Twin of sealing.py and records/sealed.py. Pure.
 */
(function (Coursemark) {
  const FORMAT = "coursemark-sealed/1";
  const LONGEST_KEY = 4096;
  const MAX_RECORD = 64 * 1024 * 1024;
  /** How many times as long as packed a record may be, tried in turn. */
  const GROWTHS = [16, 128, 1032];
  const { deskCore: core } = Coursemark;

  /** @param {string} text base64 @returns {Uint8Array | null} */
  function bytesOf(text) {
    try {
      return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    } catch {
      return null;
    }
  }

  /** @type {CoursemarkDeskCore["unsealing"]["keyIn"]} */
  function keyIn(bytes) {
    if (bytes.length > LONGEST_KEY) return null;
    const lines = new TextDecoder().decode(bytes).split(/\r\n|\r|\n/);
    const values = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
    if (values.length !== 1) return null;
    if (values[0].startsWith("seal_key:")) return "是公钥，打不开密封的记录；请放入同时生成的 coursemark.key";
    const secret = /^[A-Za-z0-9+/]{43}=$/.test(values[0]) ? bytesOf(values[0]) : null;
    if (!secret) return null;
    const open = globalThis.CoursemarkVendor.x25519.getPublicKey(secret);
    return { name: Coursemark.codes.digest(btoa(String.fromCharCode(...open)), 8), secret, open };
  }

  /** What is in a box, or null when this key does not open it. @param {Uint8Array} box @param {CoursemarkDeskPrivateKey} key */
  function opened(box, { secret, open }) {
    const { x25519, hsalsa, xsalsa20poly1305, blake2b } = globalThis.CoursemarkVendor;
    const words = (/** @type {Uint8Array} */ bytes) => new Uint32Array(bytes.slice().buffer);
    try {
      const sender = box.slice(0, 32);
      const shared = x25519.getSharedSecret(secret, sender);
      const out = new Uint32Array(8);
      const sigma = words(new TextEncoder().encode("expand 32-byte k"));
      hsalsa(sigma, words(shared), new Uint32Array(4), out);
      const both = new Uint8Array(64);
      both.set(sender);
      both.set(open, 32);
      const nonce = blake2b(both, { dkLen: 24 });
      return xsalsa20poly1305(new Uint8Array(out.buffer), nonce).decrypt(box.slice(32));
    } catch {
      return null;
    }
  }

  /** @type {CoursemarkDeskCore["unsealing"]["unsealed"]} */
  function unsealed(bytes, keys) {
    const text = new TextDecoder().decode(bytes);
    const end = text.indexOf("\n") + 1 || text.length;
    const header = core.values.valueOf(text.slice(0, end));
    if (header.format !== FORMAT)
      return `密封的格式是 ${String(header.format).slice(0, 40)}，不是 ${FORMAT}，打不开`;
    const name = /^[0-9A-Z]{1,16}$/.test(header.key) ? header.key : "（没有写明）";
    if (!keys.length) return `这份记录是密封的，要用私钥 ${name} 打开；请把私钥文件 coursemark.key 也放进来`;
    const box = bytesOf(text.slice(end).replace(/\s+/g, "")) ?? new Uint8Array(0);
    // The header can be altered by anybody, so the other keys are tried as well.
    for (const key of [...keys].sort((a, b) => Number(a.name !== name) - Number(b.name !== name))) {
      const packed = opened(box, key);
      if (packed) return unpacked(packed);
    }
    if (keys.some((key) => key.name === name)) return "密封的内容不完整或被改动过，打不开；请学员重新交";
    const given = keys.map((key) => key.name).sort();
    return `这份记录要用私钥 ${name} 打开，放入的是 ${given.join("、")}；请放入它的私钥文件`;
  }

  /** Anybody can seal anything to a public key, so there is never more room than may be needed. @param {Uint8Array} packed */
  function unpacked(packed) {
    for (const growth of GROWTHS) {
      const room = Math.min(MAX_RECORD, packed.length * growth + 1024);
      try {
        const found = globalThis.CoursemarkVendor.inflateSync(packed, { out: new Uint8Array(room) });
        // What does not fit is cut.
        if (found.length < room) return found;
      } catch {
        break;
      }
    }
    return "密封打开了，里面却不是学习记录，或者太大；请学员重新交";
  }

  core.unsealing = { keyIn, unsealed };
})(globalThis.Coursemark);
