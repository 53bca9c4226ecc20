// The micro benchmarks of tests/bench/micro, as medians of Google Benchmark's repetitions.

import { execFileSync } from "node:child_process";

import { core, pinned } from "../measure/process.mjs";

// Nanoseconds by benchmark name: of processor time, but for what waits for the disk.
export function runMicro({ rounds }) {
  const command = pinned(core.server, ["build/bench/bin/bench_micro", "--benchmark_format=json", `--benchmark_repetitions=${Math.max(rounds, 3)}`, "--benchmark_enable_random_interleaving=true", "--benchmark_report_aggregates_only=true", "--benchmark_min_time=0.2"]);
  const { benchmarks } = JSON.parse(execFileSync(command[0], command.slice(1), { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  const medians = benchmarks.filter((one) => one.aggregate_name === "median").map((one) => ({ ...one, name: one.run_name.split("/")[0] }));
  return Object.fromEntries(medians.map(({ name, real_time: real, cpu_time: cpu }) => [name, name === "commit" ? real : cpu]));
}

export function microFigures({ micro }) {
  const row = (figure, name, reference, referenceName, most, goal) => ({
    figure, unit: "ns", ours: micro[name], reference: { name: referenceName, value: micro[reference] }, ratio: micro[name] / micro[reference], judged: micro[name], most, goal,
  });
  const face = (figure, name) => {
    const ratio = micro[name] / micro.face_c;
    return { figure, unit: "ns", ours: micro[name], reference: { name: "plain C", value: micro.face_c }, ratio, judged: ratio, judgedUnit: "x", most: 1.2, goal: 1.15 };
  };
  return [
    row("Gate decision", "decide", "map_lookup", "find in a std::map", 100, 50),
    row("Into a plugin and back", "handle", "virtual_call", "virtual call", 150, 100),
    face("The same through the C++ face", "face_cxx"),
    face("The same through the Rust face", "face_rust"),
  ];
}
