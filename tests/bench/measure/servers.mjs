// The two servers that are measured side by side: Mortise on a database of its own, and nginx answering a constant.

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

import { statusOf } from "./connection.mjs";
import { freePort, Process } from "./process.mjs";

const program = resolve("build/bench/bin/mortise");
export const scratch = resolve("build/bench/scratch");

// A database with the demo data: {file, demo} where `demo` is what `mortise demo --json` printed.
export function demoDatabase(name) {
  mkdirSync(scratch, { recursive: true });
  const file = `${scratch}/${name}.db`;
  for (const ending of ["", "-wal", "-shm"]) rmSync(file + ending, { force: true });
  const printed = execFileSync(program, ["demo", "--json", ...options(file)], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const demo = JSON.parse(printed);
  return {
    file,
    workspace: (wanted) => demo.workspaces.find((workspace) => workspace.name === wanted).id,
    user: (email) => demo.users.find((user) => user.email === email).id,
    key: (email) => demo.apiKeys.find((key) => key.user === email && key.workspace === null).secret,
  };
}

function options(database, port = 0, adminPort = 0) {
  const values = {
    "server.listen": `127.0.0.1:${port}`,
    "server.admin-listen": `127.0.0.1:${adminPort}`,
    "database.url": `sqlite:${database}`,
    "plugins.directory": resolve("build/bench/plugins"),
    "log.level": "warning",
  };
  return ["--config", "config/mortise.yaml", ...Object.entries(values).flatMap(([key, value]) => ["--set", `${key}=${value}`])];
}

// Serves `database`; the process that comes back has `port` and `startedIn`, the milliseconds until it answered.
export async function startMortise(database, { on = null } = {}) {
  const port = await freePort();
  const begun = performance.now();
  const server = new Process([program, "serve", ...options(database.file, port, await freePort())], { on, name: "mortise" });
  await server.ready(async () => (await statusOf(port, "/healthz")) === 200);
  return Object.assign(server, { port, startedIn: performance.now() - begun });
}

// nginx in one process, answering every request with 150 bytes of JSON.
export async function startNginx({ on = null } = {}) {
  const port = await freePort();
  const folder = `${scratch}/nginx`;
  mkdirSync(folder, { recursive: true });
  const answer = JSON.stringify({ text: "x".repeat(150 - '{"text":""}'.length) });
  writeFileSync(`${folder}/nginx.conf`, `
    daemon off;
    master_process off;
    pid ${folder}/pid;
    error_log ${folder}/error.log;
    events { worker_connections 1024; }
    http {
      access_log off;
      keepalive_requests 100000000;
      client_body_temp_path ${folder}/body;
      proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi;
      scgi_temp_path ${folder}/scgi;
      server { listen 127.0.0.1:${port}; location / { default_type application/json; return 200 '${answer}'; } }
    }
  `);
  const server = new Process(["nginx", "-p", folder, "-c", `${folder}/nginx.conf`], { on, name: "nginx" });
  await server.ready(async () => (await statusOf(port, "/")) === 200);
  return Object.assign(server, { port });
}
