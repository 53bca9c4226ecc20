// What the page knows: who is signed in, which workspace it shows, what is allowed there, what is enabled. One value, replaced
// as a whole when any of it changes; components hear of it through on_state.
import { ApiError, api, on_session_lost, on_step_up, set_csrf_token } from './api.js';
import { ask_for_password } from './dialogs.js';
import { events, follow_events, leave_events } from './events.js';
import { apply_theme, preferences } from './preferences.js';
import { language, use_language } from './text.js';
import { navigate, on_route, route, set_address } from './router.js';

const nothing = { session: null, workspaces: [], workspace: null, permissions: {}, lost_impersonation: null };
const listeners = new Set();
// phase: starting, unreachable, signed-out, ended, ready. `lost_impersonation` is that of a session which ended meanwhile.
let state = { phase: 'starting', web: { title: 'Mortise', languages: ['en'], plugins: [] }, ...nothing };

export const current = () => state;
export const on_state = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function set(changes) {
  state = { ...state, ...changes };
  listeners.forEach((listener) => listener(state));
}

// Whether this viewer may: true unless the server says no. Why not: plan_required, role_required, not_enabled, logged_in_as.
export const allows = (permission) => !permission || state.permissions[permission]?.allowed !== false;
// Of the two, plan and role, those that are missing, and what would do: { missing: ['plan'], needs: { plan, roles } }.
export const explanation_of = (permission) => state.permissions[permission] ?? {};
export const refusal_of = (permission) => (allows(permission) ? null : state.permissions[permission].reason);

// A workspace of the address that the viewer cannot see is left to the pages: they say that there is none.
function workspace_of(address, workspaces) {
  const wanted = address.workspace ?? preferences.workspace;
  const found = workspaces.find(({ id }) => id === wanted);
  return found ?? (address.workspace ? null : workspaces[0] ?? null);
}

const permissions_of = async (workspace) =>
  workspace ? (await api.get(`/workspaces/${workspace.id}/permissions`)).permissions : {};

// What was chosen elsewhere holds here too.
async function follow_preferences({ language: wanted, theme }) {
  preferences.theme = theme;
  if (!wanted || wanted === language() || !state.web.languages.includes(wanted)) return;
  preferences.keep_language(wanted);
  await use_language(wanted, state.web.plugins);
}

// What is mostly asked for next is asked for at once, so that no answer waits for another. Who was never here has nothing to ask.
function ask_ahead() {
  if (!preferences.workspace) return {};
  const ask = (path) => {
    const answer = api.get(path, undefined, { quiet: true });
    answer.catch(() => {});   // told to whoever waits for it
    return answer;
  };
  const id = route().workspace ?? preferences.workspace;
  return { session: ask('/session'), workspaces: ask('/workspaces'), id, permissions: ask(`/workspaces/${id}/permissions`) };
}

async function show(session, ahead = {}) {
  set_csrf_token(session.csrfToken);
  await follow_preferences(session.preferences);
  const workspaces = await (ahead.workspaces ?? api.get('/workspaces'));
  const workspace = workspace_of(route(), workspaces);
  const permissions = workspace && workspace.id === ahead.id ? (await ahead.permissions).permissions : await permissions_of(workspace);
  if (workspace) preferences.workspace = workspace.id;
  set({ phase: 'ready', session, workspaces, workspace, permissions });
  follow_events([session.user.id, session.actor?.id, session.impersonation?.startedAt].join());
}

// Asks who is signed in and shows that. Not signed in is a state like any other; a failure leaves a page that works as it is.
export async function reload_session(ahead = {}) {
  try {
    await show(await (ahead.session ?? api.get('/session', undefined, { quiet: true })), ahead);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (state.phase === 'ready') return error.status === 401 ? lose_session() : undefined;
    if (state.phase === 'ended') return undefined;   // asked before that was known; the page goes on saying what ended
    set({ phase: error.status === 401 ? 'signed-out' : 'unreachable', ...nothing });
  }
}

async function follow_route(address) {
  if (state.phase !== 'ready') return;
  const workspace = workspace_of(address, state.workspaces);
  if (workspace?.id === state.workspace?.id) return set({});
  const permissions = await permissions_of(workspace).catch(() => ({}));
  if (workspace_of(route(), state.workspaces) !== workspace) return;   // somewhere else meanwhile
  if (workspace) preferences.workspace = workspace.id;
  set({ workspace, permissions });
}

// The host name of a workspace's own address; the main domain's, for none.
export function host_of(subdomain) {
  const base = state.session?.scope?.workspaceId && own_address() ? location.host.slice(location.host.indexOf('.') + 1) : location.host;
  return subdomain ? `${subdomain}.${base}` : base;
}

// Whether this page is at the address of the workspace that it shows.
const own_address = () => {
  const name = state.workspace?.subdomain?.enabled && state.workspace.subdomain.name;
  return Boolean(name) && location.host.startsWith(`${name}.`);
};

// A page at an address that the workspace has left goes to where the workspace is now.
function follow_workspace({ workspaceId, subdomain }) {
  if (subdomain === undefined || workspaceId !== state.workspace?.id || !own_address()) return reload_session();
  return go_to_host(`${location.protocol}//${host_of(subdomain)}${location.pathname}`);
}

async function refresh_permissions() {
  if (state.phase === 'ready') set({ permissions: await permissions_of(state.workspace) });
}

// The CSRF token is kept: it is what returns from a session as somebody else that ran out.
function lose_session() {
  if (state.phase !== 'ready') return;
  const lost_impersonation = state.session.impersonation;
  leave_events({ everywhere: false });
  set({ phase: 'ended', ...nothing, lost_impersonation });
}

export async function start() {
  apply_theme();
  on_session_lost(lose_session);
  on_step_up(step_up);
  on_route(follow_route);
  events.on('session.changed', () => reload_session());
  events.on('session.ended', () => reload_session());
  events.on('workspace.changed', follow_workspace);
  events.on('stream.refused', () => reload_session());
  events.on('refresh', () => refresh_permissions().catch(() => {}));
  const ahead = ask_ahead();
  try {
    set({ web: await api.get('/web', undefined, { quiet: true }) });
  } catch {
    // The frame says that the server cannot be reached, in words it brings itself.
    await use_language(preferences.language(['en', 'de']), []);
    return set({ phase: 'unreachable' });
  }
  await use_language(preferences.language(state.web.languages), state.web.plugins);
  await reload_session(ahead);
}

const keep_on_server = (choice) => (state.phase === 'ready' ? api.patch('/session/preferences', choice) : undefined);

export async function choose_language(next) {
  preferences.keep_language(next);
  await use_language(next, state.web.plugins);
  await keep_on_server({ language: next });
}

export async function choose_theme(theme) {
  preferences.theme = theme;
  await keep_on_server({ theme });
}

export async function sign_in(email, password) {
  const session = await api.post('/auth/sign-in', { email, password }, { quiet: true });
  await show(session);
}

// Where this tab was on this host before it went to another one; kept by the browser as long as the tab is open.
const left_at = {
  keep: () => sessionStorage.setItem('mortise.left-at', location.pathname),
  take: () => sessionStorage.getItem('mortise.left-at') ?? '/',
};

function go_to_host(address) {
  left_at.keep();
  location.assign(address);
}

// Arrives from another of this server's hosts with a single-use code; false when it is used or too old.
export async function arrive(code) {
  try {
    await api.post('/auth/handoff', { code }, { quiet: true });
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) return false;
    throw error;
  }
  navigate(left_at.take(), { replace: true });
  await reload_session();
  return true;
}

// To the workspace's own address, where it has one; without, and while logged in as somebody, nothing happens.
export async function open_address(workspace) {
  const { location: address } = await api.post(`/workspaces/${workspace.id}/open`);
  if (address) go_to_host(address);
}

export async function sign_out() {
  await api.post('/auth/sign-out');
  leave_events({ everywhere: true });
  set_csrf_token(null);
  set({ phase: 'signed-out', ...nothing });
  navigate('/sign-in');
}

function step_up() {
  return ask_for_password(async (password) => {
    const session = await api.post('/auth/step-up', { password });
    set_csrf_token(session.csrfToken);
    set({ session });
  });
}

// After the session became another one: on this host, or on the one that the answer names.
export async function take_session(answer, path) {
  if (answer.location) return go_to_host(answer.location);
  set_address(path);
  return reload_session();
}

// Works while logged in as somebody, and after that ended by itself; throws when one's own session is over too.
export async function return_to_my_account() {
  const { workspaceId } = state.session?.impersonation ?? state.lost_impersonation;
  await take_session(await api.delete('/session/impersonation', { quiet: true }), `/w/${workspaceId}/settings/accounts`);
}
