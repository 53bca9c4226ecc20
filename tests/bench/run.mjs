// `./dev bench`: the figures that docs/explanation/performance.md sets goals for, each beside its reference, in one run.
// Nothing fails by being slow; a bound that is missed says by how much.
//
//   --build       time a clean build too
//   --rounds N    rounds per figure, 5 unless told; the figures are medians
//   --only TEXT   only the groups whose name holds TEXT

import { parseArgs } from "node:util";

import { accountsPages } from "./figures/accounts-pages.mjs";
import { auditedWrites } from "./figures/audited-writes.mjs";
import { cleanBuild } from "./figures/clean-build.mjs";
import { eventLatency } from "./figures/event-latency.mjs";
import { microFigures, runMicro } from "./figures/micro.mjs";
import { pluginHeader } from "./figures/plugin-header.mjs";
import { requestCost } from "./figures/request-cost.mjs";
import { resources } from "./figures/resources.mjs";
import { print, save } from "./report.mjs";

const results = "build/bench/results.json";
const { values } = parseArgs({
  options: { build: { type: "boolean" }, rounds: { type: "string", default: "5" }, only: { type: "string", default: "" } },
});

const rounds = Number(values.rounds);
const settings = { rounds, micro: runMicro({ rounds }) };
const groups = { micro: microFigures, "request-cost": requestCost, accounts: accountsPages, writes: auditedWrites, events: eventLatency, resources, "plugin-header": pluginHeader };
if (values.build) groups.build = cleanBuild;

const rows = [];
for (const [name, measure] of Object.entries(groups)) {
  if (!name.includes(values.only)) continue;
  console.error(`-- ${name}`);
  rows.push(...(await measure(settings)));
}
console.log();
print(rows);
save(rows, results);
console.log(`\nWritten to ${results}.`);
