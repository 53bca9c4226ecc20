// The table that `./dev bench` prints, and the same as JSON.

import { mkdirSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, cpus, release } from "node:os";

const number = (value) => (value >= 1000 ? Math.round(value).toLocaleString("en") : Number(value.toPrecision(3)).toString());

function verdict({ judged, most, least, goal }) {
  const better = (bound) => (least === undefined ? judged <= bound : judged >= bound);
  if (better(goal)) return "goal met";
  return better(most ?? least) ? "within bounds" : `MISSED by ${number(Math.abs(judged / (most ?? least) - 1) * 100)} %`;
}

function cells(row) {
  const sign = row.least === undefined ? "<=" : ">=";
  const unit = row.judgedUnit ?? ` ${row.unit}`;
  return [
    row.figure,
    `${number(row.ours)} ${row.unit}${row.p50 === undefined ? "" : ` (p50 ${number(row.p50)})`}`,
    row.reference ? `${number(row.reference.value)} ${row.reference.name}` : "-",
    row.ratio ? `${number(row.ratio)}x` : "-",
    `${sign} ${row.goal}${unit} (bound ${row.most ?? row.least})`,
    verdict(row),
  ];
}

export function print(rows) {
  const table = [["figure", "ours", "reference", "ratio", "goal", ""], ...rows.map(cells)];
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
  for (const line of table) console.log(line.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
}

export function save(rows, file) {
  const machine = { processor: cpus()[0].model, cores: availableParallelism(), architecture: arch(), kernel: release() };
  mkdirSync("build/bench", { recursive: true });
  writeFileSync(file, JSON.stringify({ measuredAt: new Date().toISOString(), machine, figures: rows.map((row) => ({ ...row, verdict: verdict(row) })) }, null, 2) + "\n");
}
