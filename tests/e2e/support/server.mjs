// A real server with the demo data: the program, its configuration and plugins as they are built, in a temporary folder on free ports.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, open, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = resolve(fileURLToPath(import.meta.url), '../../../..');
const build = resolve(repository, process.env.MORTISE_BUILD || 'build/release');
const program = join(build, 'bin/mortise');
const ready_within = 30_000;
const ends_within = 10_000;

// A port that was free a moment ago, below those that the system gives to outgoing connections: of these a browser makes hundreds, and one of them would
// take the port before the server does.
async function free_port() {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    const listener = createServer().listen(port, '127.0.0.1');
    const free = await once(listener, 'listening').then(() => true, () => false);
    if (!free) continue;
    listener.close();
    await once(listener, 'close');
    return port;
  }
}

export class Server {
  #folder;
  #process;
  #arguments;

  // What `mortise demo --json` printed: users, workspaces and the demo API keys with their secrets.
  demo;

  // `settings` go on top of config/mortise.yaml: { 'sessions.step-up': '1m' }. `plugins` are enabled besides: { package, rules, enabled }, the
  // folder of a package and the texts that its README has for access.yaml and mortise.yaml.
  static async start(settings = {}, plugins = []) {
    const server = new Server();
    server.#folder = await mkdtemp(join(tmpdir(), 'mortise-browser-'));
    try {
      await server.#start(settings, plugins);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  async #start(settings, plugins) {
    await this.#configure(plugins);
    this.port = await free_port();
    const options = this.#options(await free_port(), settings);
    this.#arguments = options;
    const { stdout } = await promisify(execFile)(program, ['demo', '--json', ...options]);
    this.demo = JSON.parse(stdout);
    const log = await open(this.#log, 'a');
    this.#process = spawn(program, ['serve', ...options], { stdio: ['ignore', log.fd, log.fd] });
    await log.close();
    await this.#until_ready();
  }

  async #configure(plugins) {
    const texts = await Promise.all(['mortise.yaml', 'access.yaml'].map((name) => readFile(join(repository, 'config', name), 'utf8')));
    const packages = join(this.#folder, 'plugins');
    await cp(join(build, 'plugins'), packages, { recursive: true });
    for (const { package: folder, rules, enabled } of plugins) {
      await cp(folder, join(packages, basename(folder)), { recursive: true });
      texts[0] = texts[0].replace(/^  enabled:.*\n/m, (line) => line + enabled);
      texts[1] = texts[1].replace(/^rules:\n/m, (line) => line + rules);
    }
    await writeFile(join(this.#folder, 'mortise.yaml'), texts[0]);
    await writeFile(join(this.#folder, 'access.yaml'), texts[1]);
  }

  // What an operator does beside it: command('workspace', 'set-plan', ...).
  command(...words) { return promisify(execFile)(program, [...words, ...this.#arguments]); }

  get #log() { return join(this.#folder, 'log'); }

  #options(admin_port, more) {
    const settings = {
      'server.listen': `127.0.0.1:${this.port}`,
      'server.admin-listen': `127.0.0.1:${admin_port}`,
      'database.url': `sqlite:${join(this.#folder, 'mortise.db')}`,
      'plugins.directory': join(this.#folder, 'plugins'),
      'passwords.memory': '8MiB',   // quick to hash
      'passwords.passes': '1',
      ...more,
    };
    const sets = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    return ['--config', join(this.#folder, 'mortise.yaml'), ...sets];
  }

  async #until_ready() {
    for (const end = Date.now() + ready_within; Date.now() < end; await sleep(20)) {
      if (!this.#runs) break;
      const answer = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => null);
      if (answer?.ok) return;
    }
    throw new Error(`the server does not answer:\n${await readFile(this.#log, 'utf8')}`);
  }

  // The main domain's address, or that of a workspace.
  address(subdomain) { return `http://${subdomain ? `${subdomain}.` : ''}localhost:${this.port}`; }

  workspace(name) { return this.demo.workspaces.find((each) => each.name === name); }

  secret(user, key) { return this.demo.apiKeys.find((each) => each.user === user && each.name === key).secret; }

  // The status that a program with this API key gets.
  async status_with_key(secret) {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/user`, { headers: { 'X-Api-Key': secret } });
    return answer.status;
  }

  // Lines that the server logged as errors.
  async errors() {
    const lines = (await readFile(this.#log, 'utf8')).split('\n');
    return lines.filter((line) => /"level":"(error|critical)"/.test(line));
  }

  get #runs() { return this.#process && this.#process.exitCode === null && this.#process.signalCode === null; }

  async stop() {
    if (this.#runs) {
      const ended = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      const killer = setTimeout(() => this.#process.kill('SIGKILL'), ends_within);
      await ended;
      clearTimeout(killer);
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}
