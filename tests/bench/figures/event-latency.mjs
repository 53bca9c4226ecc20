// From the owner pressing Stop to the event standing on the member's stream: member and owner are two connections of one
// process, so that one clock measures both ends.

import { connect } from "node:net";

import { Connection } from "../measure/connection.mjs";
import { demoDatabase, startMortise } from "../measure/servers.mjs";
import { signIn } from "../measure/session.mjs";
import { median, percentile } from "../measure/statistics.mjs";

export async function eventLatency({ rounds }) {
  const database = demoDatabase("event-latency");
  const server = await startMortise(database);
  const workspace = database.workspace("Acme");
  const member = await Connection.open(server.port);
  const owner = await Connection.open(server.port);
  try {
    const memberHeaders = await signIn(member, "mia@acme.example");
    const ownerHeaders = await signIn(owner, "olivia@acme.example");
    const stream = await openStream(server.port, memberHeaders.Cookie);
    const milliseconds = [];
    for (let i = 0; i < rounds * 100; ++i) {
      const start = { start: new Date(Date.now() - 1000).toISOString(), description: "bench" };
      expect(201, await member.request("POST", `/api/v1/workspaces/${workspace}/time-entries`, { headers: memberHeaders, body: start }));
      const written = stream.next("timer.stopped");
      const begun = performance.now();
      const stopped = owner.request("POST", `/api/v1/workspaces/${workspace}/accounts/${database.user("mia@acme.example")}/timer/stop`, { headers: ownerHeaders, body: {} });
      milliseconds.push((await written) - begun);
      expect(200, await stopped);
    }
    stream.close();
    return [{ figure: "Stop pressed to event on the stream, p99", unit: "ms", ours: percentile(milliseconds, 0.99), p50: median(milliseconds), judged: percentile(milliseconds, 0.99), most: 1000, goal: 5 }];
  } finally {
    member.close();
    owner.close();
    await server.stop();
  }
}

function expect(status, answer) {
  if (answer.status !== status) throw new Error(`expected ${status}, not ${answer.status}: ${answer.body}`);
}

// An event stream whose next(name) resolves to the time at which an event of that name arrived.
function openStream(port, cookie) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let waiting = null;
    socket.once("error", reject);
    socket.on("data", (data) => {
      const text = data.toString("utf8");
      if (text.startsWith("HTTP/1.1 200")) resolve({ next: (name) => new Promise((arrived) => { waiting = { name, arrived }; }), close: () => socket.destroy() });
      else if (text.startsWith("HTTP/1.1")) reject(new Error(text));
      if (waiting && text.includes(`event: ${waiting.name}`)) waiting.arrived(performance.now());
    });
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: text/event-stream\r\nCookie: ${cookie}\r\n\r\n`);
  });
}
