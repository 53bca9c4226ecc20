// The micro benchmarks of tests/bench/micro, as medians of Google Benchmark's repetitions.

import { execFileSync } from "node:child_process";

import { core, pinned } from "../measure/process.mjs";

// Nanoseconds by benchmark name.
export function runMicro({ rounds }) {
  const command = pinned(core.server, ["build/bench/bin/bench_micro", "--benchmark_format=json", `--benchmark_repetitions=${rounds}`, "--benchmark_report_aggregates_only=true", "--benchmark_min_time=0.2"]);
  const { benchmarks } = JSON.parse(execFileSync(command[0], command.slice(1), { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  return Object.fromEntries(benchmarks.filter((one) => one.aggregate_name === "median").map((one) => [one.run_name.split("/")[0], one.real_time]));
}

export function microFigures({ micro }) {
  const row = (figure, name, reference, referenceName, most, goal) => ({
    figure, unit: "ns", ours: micro[name], reference: { name: referenceName, value: micro[reference] }, ratio: micro[name] / micro[reference], judged: micro[name], most, goal,
  });
  return [
    row("Gate decision", "decide", "map_lookup", "find in a std::map", 100, 50),
    row("Into a plugin and back", "handle", "virtual_call", "virtual call", 150, 100),
  ];
}
