// The only file that calls fetch. Every call goes below /api/v1, sends the session's CSRF token with writes, asks for the
// password when the server wants it again and then repeats itself, and throws an ApiError for anything but success.
import { save_file } from './files.js';
import { observe_server_time } from './format.js';

const root = '/api/v1';
let csrf_token = null;
const handlers = { step_up: async () => false, session_lost: () => {} };

export class ApiError extends Error {
  // status 0 and reason `unreachable`: no answer came.
  constructor(status, body = {}) {
    super(body.message ?? '');
    this.status = status;
    this.reason = body.reason ?? (status === 0 ? 'unreachable' : 'internal');
    this.field = body.field;
    this.body = body;
  }
}

export const set_csrf_token = (token) => { csrf_token = token; };
export const on_step_up = (ask) => { handlers.step_up = ask; };
export const on_session_lost = (tell) => { handlers.session_lost = tell; };

function address(path, query) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length ? `${root}${path}?${new URLSearchParams(pairs)}` : root + path;
}

async function send(method, path, { body, query, accept = 'application/json', signal } = {}) {
  const headers = { Accept: accept };
  if (method !== 'GET') {
    headers['Content-Type'] = 'application/json';
    if (csrf_token) headers['X-CSRF-Token'] = csrf_token;
  }
  let response;
  try {
    response = await fetch(address(path, query), {
      method, headers, signal, credentials: 'same-origin', body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0);
  }
  observe_server_time(response.headers.get('Date'));
  return response;
}

async function body_of(response) {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    throw new ApiError(response.ok ? 502 : response.status);
  }
}

// { quiet: true } leaves a 401 to the caller: asking whether there is a session is no loss of one.
async function call(method, path, options = {}) {
  let response = await send(method, path, options);
  if (response.status === 403) {
    const problem = await body_of(response);
    if (problem?.reason !== 'step_up_required' || !(await handlers.step_up())) throw new ApiError(403, problem ?? {});
    response = await send(method, path, options);
  }
  if (response.ok) return response;
  const error = new ApiError(response.status, (await body_of(response)) ?? {});
  if (error.status === 401 && !options.quiet) handlers.session_lost();
  throw error;
}

export const api = {
  get: async (path, query, options) => body_of(await call('GET', path, { ...options, query })),
  post: async (path, body = {}, options) => body_of(await call('POST', path, { ...options, body })),
  put: async (path, body, options) => body_of(await call('PUT', path, { ...options, body })),
  patch: async (path, body, options) => body_of(await call('PATCH', path, { ...options, body })),
  delete: async (path, options) => body_of(await call('DELETE', path, options)),

  // One page of a public list: { items, last }.
  async page(path, query, options) {
    const response = await call('GET', path, { ...options, query });
    return { items: await body_of(response), last: response.headers.get('Last-Page') !== 'false' };
  },

  // The answer as a file for the person to keep.
  async download(path, query, accept, file_name) {
    const response = await call('GET', path, { query, accept });
    save_file(await response.blob(), file_name);
  },

  // Text files of the page itself (locales), outside /api.
  async file(path) {
    const response = await fetch(path, { credentials: 'same-origin' });
    if (!response.ok) throw new ApiError(response.status);
    return response.json();
  },
};
