// A clean build of what runs, without the compiler cache. Minutes long: measured only when asked for.

import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

export function cleanBuild() {
  const folder = "build/bench/clean";
  const run = (...command) => {
    const { status } = spawnSync(command[0], command.slice(1), { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, CCACHE_DISABLE: "1" } });
    if (status !== 0) throw new Error(`${command.join(" ")} failed`);
  };
  run("cmake", "-E", "rm", "-rf", folder);
  const begun = performance.now();
  run("cmake", "--preset", "release", "-B", folder);
  run("cmake", "--build", folder, "--parallel", String(availableParallelism()));
  const minutes = (performance.now() - begun) / 60_000;
  run("cmake", "-E", "rm", "-rf", folder);
  return [{ figure: "Clean build", unit: "min", ours: minutes, judged: minutes, most: 6, goal: 4 }];
}
