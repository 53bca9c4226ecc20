// Audited writes a second at 32 connections, each a commit with synchronous FULL: renaming one's own API key, which is one
// update and one audit row. Beside it, what one connection at a time commits on the same disk through plain SQLite.

import { Connection } from "../measure/connection.mjs";
import { demoDatabase, startMortise } from "../measure/servers.mjs";
import { signIn } from "../measure/session.mjs";
import { median } from "../measure/statistics.mjs";
import { load } from "../measure/wrk.mjs";

export async function auditedWrites({ rounds, micro }) {
  const database = demoDatabase("audited-writes");
  const server = await startMortise(database);
  const session = await Connection.open(server.port);
  try {
    const headers = await signIn(session, "mia@acme.example");
    const keys = JSON.parse((await session.request("GET", "/api/v1/user/api-keys", { headers })).body);
    const target = { port: server.port, method: "PATCH", path: `/api/v1/user/api-keys/${keys[0].id}`, headers, body: { name: "bench" } };
    const rates = [];
    for (let round = 0; round < rounds; ++round) {
      const { requests, seconds } = await load(target, { connections: 32, on: null });
      rates.push(requests / seconds);
    }
    const single = 1e9 / micro.commit;
    const ours = median(rates);
    return [{ figure: "Audited writes, 32 connections", unit: "/s", ours, reference: { name: "SQLite, one at a time", value: single }, ratio: ours / single, judged: ours, least: 2_000, goal: 10_000 }];
  } finally {
    session.close();
    await server.stop();
  }
}
