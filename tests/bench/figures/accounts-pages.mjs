// The Accounts page at 100,000 members: 50 rows, first page, last page, each sort that the route offers, one request at a time.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { Connection } from "../measure/connection.mjs";
import { demoDatabase, startMortise } from "../measure/servers.mjs";
import { signIn } from "../measure/session.mjs";
import { median, percentile } from "../measure/statistics.mjs";

const members = 100_000;
const pageSize = 50;
const route = "/workspaces/{workspace}/accounts";

export async function accountsPages({ rounds }) {
  const database = demoDatabase("accounts-pages");
  const workspace = database.workspace("Hooli");
  execFileSync("sqlite3", [database.file], {
    input: readFileSync("tests/bench/measure/members.sql", "utf8").replaceAll(":workspace", `'${workspace}'`).replaceAll(":members", members),
  });
  const server = await startMortise(database);
  const connection = await Connection.open(server.port);
  try {
    const headers = await signIn(connection, "hugo@hooli.example");
    const read = async (query) => {
      const answer = await connection.request("GET", `/api/v1/workspaces/${workspace}/accounts?page-size=${pageSize}&${query}`, { headers });
      if (answer.status !== 200) throw new Error(`Accounts with ${query}: ${answer.status} ${answer.body}`);
      return JSON.parse(answer.body);
    };
    const rows = [];
    for (const sort of await sorts(connection)) {
      const query = `sort-column=${sort}&sort-order=ASCENDING`;
      const firstPage = await timed(() => read(query), rounds * 100);
      const last = await lastFullPage(read, query);
      const lastPageTimes = await timed(() => read(`${query}&after=${encodeURIComponent(last)}`), rounds * 100);
      rows.push(row(`Accounts by ${sort}, first page, p99`, firstPage, null));
      rows.push(row(`Accounts by ${sort}, last page, p99`, lastPageTimes, median(firstPage)));
    }
    return rows;
  } finally {
    connection.close();
    await server.stop();
  }
}

// The closed list of sorts, as the server describes itself.
async function sorts(connection) {
  const { body } = await connection.request("GET", "/api/openapi.json");
  const parameters = Object.entries(JSON.parse(body).paths).find(([path]) => path.endsWith(route))[1].get.parameters;
  return parameters.find((parameter) => parameter.name === "sort-column").schema.enum;
}

// The cursor that leads to the last full page, found by walking every page once.
async function lastFullPage(read, query) {
  let full = null;
  for (let after = null; ;) {
    const page = await read(after === null ? query : `${query}&after=${encodeURIComponent(after)}`);
    if (page.accounts.length === pageSize) full = after;
    if (page.next === null) return full;
    after = page.next;
  }
}

async function timed(work, times) {
  for (let i = 0; i < 20; ++i) await work();
  const milliseconds = [];
  for (let i = 0; i < times; ++i) {
    const begun = performance.now();
    await work();
    milliseconds.push(performance.now() - begun);
  }
  return milliseconds;
}

function row(figure, times, firstPageMedian) {
  const p99 = percentile(times, 0.99);
  const reference = firstPageMedian && { name: "first page, p50", value: firstPageMedian };
  return { figure, unit: "ms", ours: p99, p50: median(times), reference, ratio: reference && median(times) / reference.value, judged: p99, most: 5, goal: 3 };
}
