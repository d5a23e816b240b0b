"use strict";
/**
 * Runs Learning Locker's statement store in memory on loopback: node learning_locker_store.cjs PORT
 * As released it listens on every address and dials databases that the memory store does not use.
 */
const net = require("node:net");
const path = require("node:path");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === "number"
    ? listen.call(this, port, "127.0.0.1", ...rest)
    : listen.call(this, port, ...rest);
};

Object.assign(process.env, {
  EXPRESS_PORT: process.argv[2],
  AUTH_REPO: "test",
  EVENTS_REPO: "test",
  MODELS_REPO: "memory",
  STORAGE_REPO: "memory",
  LANG: "en",
  SERVICE_AWAIT_UPDATES: "true",
  WINSTON_CONSOLE_LEVEL: "error",
});

const server = require.resolve("@learninglocker/xapi-statements/dist/server.js");
for (const name of ["connectToMongoDb", "connectToRedis", "connectToSentinel"]) {
  const file = path.join(path.dirname(server), "repo/utils", `${name}.js`);
  const exports = { default: () => Promise.resolve(null) };
  require.cache[file] = { id: file, filename: file, loaded: true, exports };
}
require(server);
