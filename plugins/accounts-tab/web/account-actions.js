// What can be done to an account, as plugins contribute it: what their actions have to say about a row, and running them.
import { class_of, element_of, has_text, show_dialog, t, toast, workspace } from '@mortise/shell';

// By element, then by user. An action that fails to say anything is offered all the same, and says what is wrong when it is chosen.
export async function states_of(actions, accounts) {
  const answers = actions.map(async (action) => {
    const states = await class_of(action).then((kind) => kind.states?.(accounts, workspace())).catch(() => {});
    return [action.element, states ?? {}];
  });
  return Object.fromEntries(await Promise.all(answers));
}

const state_of = ({ element }, { userId }, states) => states?.[element]?.[userId] ?? {};

// What the action is called in that row.
export function label_of(action, account, states) {
  const { label } = state_of(action, account, states);
  return label && has_text(action.plugin, label) ? t(action.plugin, label) : action.label;
}

// The reason in the viewer's words; null when the action may be tried.
export function reason_against(action, account, states) {
  if (account.status === 'PENDING') return t('accounts-tab', 'reason.pending');
  const { reason } = state_of(action, account, states);
  if (!reason) return null;
  return has_text(action.plugin, reason) ? t(action.plugin, reason) : t('accounts-tab', 'reason.other');
}

// The element is a dialog that asks and acts. Whether it did.
export async function run_action(action, account, states, parent) {
  try {
    const properties = { account, workspace: workspace(), permission: action.needs, state: state_of(action, account, states) };
    return await show_dialog(await element_of(action, properties), parent);
  } catch {
    toast(t('accounts-tab', 'action-failed', { action: action.label }), { kind: 'error' });
    return false;
  }
}
