// What a request costs in processor time, beside nginx's constant answer: interleaved rounds on one core, medians.

import { core } from "../measure/process.mjs";
import { demoDatabase, startMortise, startNginx } from "../measure/servers.mjs";
import { median } from "../measure/statistics.mjs";
import { cpuPerRequest } from "../measure/wrk.mjs";

export async function requestCost({ rounds }) {
  const database = demoDatabase("request-cost");
  const nginx = await startNginx({ on: core.server });
  const mortise = await startMortise(database, { on: core.server });
  const targets = {
    constant: { path: "/healthz" },
    user: { path: "/api/v1/user", headers: { "X-Api-Key": database.key("casey@contract.example") } },
  };
  const measured = { nginx: [], constant: [], user: [] };
  try {
    for (let round = -1; round < rounds; ++round) {
      const settings = { seconds: round < 0 ? 1 : 3 };   // the first only warms up
      const results = { nginx: await cpuPerRequest(nginx, { path: "/" }, settings) };
      for (const [name, target] of Object.entries(targets)) results[name] = await cpuPerRequest(mortise, target, settings);
      if (round >= 0) for (const [name, value] of Object.entries(results)) measured[name].push(value);
    }
  } finally {
    await Promise.all([nginx.stop(), mortise.stop()]);
  }
  const row = (figure, name, most, goal) => {
    const ratio = median(measured[name].map((value, round) => value / measured.nginx[round]));
    return { figure, unit: "us of CPU", ours: median(measured[name]), reference: { name: "nginx return 200", value: median(measured.nginx) }, ratio, judged: ratio, most, goal, judgedUnit: "x" };
  };
  return [
    row("GET /healthz", "constant", 1.5, 1.15),
    row("GET /api/v1/user by API key", "user", 4, 2.5),
  ];
}
