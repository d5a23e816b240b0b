"use strict";
/**
 * A record sealed to the trainer's public key in the page: libsodium's sealed box, which
 * sealing.py opens. Needs no crypto.subtle, which plain http does not have. Pure but for chance.
 */
(function (Coursemark) {
  const FORMAT = "coursemark-sealed/1";

  /** @param {Uint8Array} bytes */
  function base64(bytes) {
    let text = "";
    // In slices: a call with a hundred thousand arguments fails.
    for (let at = 0; at < bytes.length; at += 8192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  }

  /** The 32 bytes of a public key, or null when it is none. @param {string} key base64 */
  function keyOf(key) {
    try {
      const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
      return bytes.length === 32 ? bytes : null;
    } catch {
      return null;
    }
  }

  /**
   * crypto_box_seal: an ephemeral public key, then a box from it to the receiver.
   * @param {Uint8Array} message @param {Uint8Array} receiver public key @param {Uint8Array} secret ephemeral, 32 random bytes
   * @returns {Uint8Array} throws when the key is no point of the curve
   */
  function box(message, receiver, secret) {
    const { x25519, hsalsa, xsalsa20poly1305, blake2b } = globalThis.CoursemarkVendor;
    const own = x25519.getPublicKey(secret);
    const shared = x25519.getSharedSecret(secret, receiver);
    const words = (/** @type {Uint8Array} */ bytes) => new Uint32Array(bytes.slice().buffer);
    const out = new Uint32Array(8);
    hsalsa(words(new TextEncoder().encode("expand 32-byte k")), words(shared), new Uint32Array(4), out);
    const both = new Uint8Array(64);
    both.set(own);
    both.set(receiver, 32);
    const nonce = blake2b(both, { dkLen: 24 });
    const boxed = xsalsa20poly1305(new Uint8Array(out.buffer), nonce).encrypt(message);
    const sealed = new Uint8Array(32 + boxed.length);
    sealed.set(own);
    sealed.set(boxed, 32);
    return sealed;
  }

  /**
   * The text of a sealed file: who may open it, then the box of the record's raw deflate.
   * @param {string} record @param {{id: string, title: string, sealKey: string}} site
   * @returns {string} throws when the key cannot be used
   */
  function seal(record, site) {
    const { deflateSync, utf8ToBytes } = globalThis.CoursemarkVendor;
    const key = keyOf(site.sealKey);
    if (!key) throw new Error("seal key");
    const secret = crypto.getRandomValues(new Uint8Array(32));
    const sealed = box(deflateSync(utf8ToBytes(record), { level: 9 }), key, secret);
    const header = {
      format: FORMAT,
      site: { id: site.id, title: site.title },
      key: Coursemark.codes.digest(site.sealKey, 8),
    };
    return `${JSON.stringify(header)}\n${base64(sealed)}\n`;
  }

  Coursemark.sealing = { seal };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
