// @mortise/shell: what a plugin's web module may use. See docs/reference/web.md.
import { confirm, show_dialog } from './dialogs.js';
import { events } from './events.js';
import { current, refusal_of, allows, reload_session, take_session } from './state.js';

export { ApiError, api } from './api.js';
export { DialogElement } from './dialog-element.js';
export { LoadingElement, MortiseElement } from './element.js';
export { csv_line, save_file } from './files.js';
export { format, now, to_local_input, to_server_time } from './format.js';
export { icon } from './icons.js';
export { navigate, on_route, route } from './router.js';
export { allowed_contributions, class_of, contributions, element_of } from './slots.js';
export { has_text, language, problem_text, t, title_of } from './text.js';
export { toast } from './toasts.js';
export { allows, confirm, events, refusal_of, reload_session, show_dialog, take_session };

export const session = () => current().session;
export const workspace = () => current().workspace;
export const workspaces = () => current().workspaces;
export const permissions = () => current().permissions;
