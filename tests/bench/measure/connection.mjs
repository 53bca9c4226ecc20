// One keep-alive connection that sends a request and waits for its answer: no more than is needed to time a server.

import { connect } from "node:net";

export class Connection {
  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      socket.once("error", reject);
      socket.once("connect", () => resolve(new Connection(socket, port)));
    });
  }

  constructor(socket, port) {
    this.socket = socket;
    this.port = port;
    this.received = Buffer.alloc(0);
    socket.on("data", (data) => {
      this.received = this.received.length ? Buffer.concat([this.received, data]) : data;
      this.finish();
    });
    socket.on("close", () => this.waiting?.reject(new Error("the server closed the connection")));
  }

  // -> {status, headers (text), body (text)}
  request(method, path, { headers = {}, body = null } = {}) {
    const text = body === null ? "" : JSON.stringify(body);
    const lines = [`${method} ${path} HTTP/1.1`, `Host: localhost:${this.port}`];
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    if (body !== null) lines.push("Content-Type: application/json");
    if (method !== "GET") lines.push(`Content-Length: ${Buffer.byteLength(text)}`);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(`${lines.join("\r\n")}\r\n\r\n${text}`);
    });
  }

  // Hands the answer over once all of it is here.
  finish() {
    const end = this.received.indexOf("\r\n\r\n");
    if (end < 0 || !this.waiting) return;
    const headers = this.received.toString("latin1", 0, end);
    const length = Number(/^content-length: *(\d+)/im.exec(headers)?.[1] ?? 0);
    if (this.received.length < end + 4 + length) return;
    const body = this.received.toString("utf8", end + 4, end + 4 + length);
    this.received = this.received.subarray(end + 4 + length);
    const { resolve } = this.waiting;
    this.waiting = null;
    resolve({ status: Number(headers.slice(9, 12)), headers, body });
  }

  close() {
    this.waiting = null;
    this.socket.destroy();
  }
}

// Answers of a server that may not be there yet: its status, or null.
export async function statusOf(port, path) {
  try {
    const connection = await Connection.open(port);
    const { status } = await connection.request("GET", path);
    connection.close();
    return status;
  } catch {
    return null;
  }
}
