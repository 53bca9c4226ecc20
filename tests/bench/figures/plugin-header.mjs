// What every source of a plugin pays for `#include <mortise/plugin.hpp>`: its compilation alone on one core, optimised, without the
// compiler cache, beside that of the standard headers that any C++ source has.

import { execFileSync } from "node:child_process";

import { core, pinned } from "../measure/process.mjs";
import { median } from "../measure/statistics.mjs";

function secondsFor(text) {
  const command = pinned(core.server, ["c++", "-std=c++20", "-O2", "-Isdk/include", "-xc++", "-c", "-o", "/dev/null", "-"]);
  const begun = performance.now();
  execFileSync(command[0], command.slice(1), { input: text });
  return (performance.now() - begun) / 1000;
}

export function pluginHeader({ rounds }) {
  const ours = [], reference = [];
  for (let round = 0; round < rounds; ++round) {
    ours.push(secondsFor("#include <mortise/plugin.hpp>\n"));
    reference.push(secondsFor("#include <string>\n#include <vector>\n"));
  }
  return [{
    figure: "Include plugin.hpp", unit: "s", ours: median(ours), reference: { name: "string and vector", value: median(reference) },
    ratio: median(ours) / median(reference), judged: median(ours), most: 1.5, goal: 1,
  }];
}
