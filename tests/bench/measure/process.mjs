// A child process as the kernel sees it: pinned to a core where there are two, its processor time, its resident memory.

import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism } from "node:os";

const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

// The server under measure has the first core, the load generator the second; `core` null leaves the choice to the kernel.
export const core = { server: 0, load: 1 };

export function pinned(wanted, command) {
  return wanted === null || availableParallelism() < 2 ? command : ["taskset", "-c", String(wanted), ...command];
}

export class Process {
  constructor(command, { on = null, name = command[0] } = {}) {
    const [program, ...options] = pinned(on, command);
    this.name = name;
    this.said = "";
    this.child = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on("data", (data) => { this.said = (this.said + data).slice(-4000); });
    this.ended = new Promise((resolve) => this.child.once("exit", (code) => resolve(code)));
    this.child.once("error", (error) => { this.said += error.message; });
  }

  // Seconds in user and kernel mode, of all its threads.
  cpuSeconds() {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  }

  residentBytes() {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8"))[1]) * 1024;
  }

  // Resolves once `probe` does; throws with what the process said when it ends or ten seconds pass before that.
  async ready(probe) {
    const until = performance.now() + 10_000;
    while (performance.now() < until && this.child.exitCode === null) {
      if (await probe()) return;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await this.stop();
    throw new Error(`${this.name} did not start:\n${this.said}`);
  }

  async stop() {
    if (this.child.exitCode === null) this.child.kill("SIGTERM");
    return this.ended;
  }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
