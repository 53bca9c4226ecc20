// Start-up with all plugins until the first answer, and memory once it is idle.

import { demoDatabase, startMortise } from "../measure/servers.mjs";
import { median } from "../measure/statistics.mjs";

export async function resources({ rounds }) {
  const database = demoDatabase("resources");
  const started = [], resident = [];
  for (let round = 0; round < rounds; ++round) {
    const server = await startMortise(database);
    started.push(server.startedIn);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    resident.push(server.residentBytes() / 1024 / 1024);
    await server.stop();
  }
  return [
    { figure: "Start-up with all plugins", unit: "ms", ours: median(started), judged: median(started), most: 300, goal: 100 },
    { figure: "Resident memory, idle", unit: "MiB", ours: median(resident), judged: median(resident), most: 40, goal: 25 },
  ];
}
