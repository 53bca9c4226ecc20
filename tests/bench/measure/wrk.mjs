// wrk, pinned to the load generator's core: how many requests were answered in how long, and that all of them were 2xx.

import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { promisify } from "node:util";

import { core, pinned } from "./process.mjs";
import { scratch } from "./servers.mjs";

const run = promisify(execFile);

// `target` is {port, path, headers, method, body}. -> {requests, seconds}
export async function load(target, { seconds = 3, connections = 32, on = core.load } = {}) {
  const { port, path, headers = {}, method = "GET", body = null } = target;
  const script = `${scratch}/load.lua`;
  const quoted = (text) => JSON.stringify(text);
  writeFileSync(script, `
    wrk.method = ${quoted(method)}
    ${body === null ? "" : `wrk.body = ${quoted(JSON.stringify(body))}\nwrk.headers["Content-Type"] = "application/json"`}
    ${Object.entries({ Host: `localhost:${port}`, ...headers }).map(([name, value]) => `wrk.headers[${quoted(name)}] = ${quoted(value)}`).join("\n")}
    done = function(summary)
      print(string.format("RESULT %d %d %d", summary.requests, summary.duration,
        summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
    end
  `);
  const command = pinned(on, ["wrk", "-t1", `-c${connections}`, `-d${seconds}s`, "-s", script, `http://127.0.0.1:${port}${path}`]);
  const { stdout } = await run(command[0], command.slice(1));
  const [, requests, microseconds, errors] = /RESULT (\d+) (\d+) (\d+)/.exec(stdout).map(Number);
  if (errors) throw new Error(`${method} ${path}: ${errors} of ${requests} requests failed`);
  return { requests, seconds: microseconds / 1e6 };
}

// Microseconds of `server`'s processor time that one request to `target` costs.
export async function cpuPerRequest(server, target, settings) {
  const before = server.cpuSeconds();
  const { requests } = await load({ port: server.port, ...target }, settings);
  return ((server.cpuSeconds() - before) / requests) * 1e6;
}
