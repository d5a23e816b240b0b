"use strict";
/** The desk's session in a worker: calls come as messages, each answered by one. */
(function (Coursemark) {
  /** @type {CoursemarkDeskSession | null} */
  let session = null;

  /** @param {CoursemarkDeskProgress} progress */
  const tell = (progress) => globalThis.postMessage({ progress });

  globalThis.onmessage = async ({ data: { id, call, args } }) => {
    try {
      if (call === "start") {
        const [site, rules, day] = args;
        session = Coursemark.deskCore.session.create(site, rules, day, tell);
      }
      const open = /** @type {CoursemarkDeskSession} */ (session);
      let result = null;
      if (call === "add") await open.add(Coursemark.deskCore.openable(args[0]));
      else if (call === "remove") open.remove(args[0]);
      else if (call === "asOf") open.asOf(args[0]);
      else if (call === "wipe") open.wipe();
      else if (call === "desk") result = await open.desk();
      else if (call === "detail") result = open.detail(args[0]);
      globalThis.postMessage({ id, result });
    } catch (error) {
      globalThis.postMessage({ id, error: String(error) });
    }
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
