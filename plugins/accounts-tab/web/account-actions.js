// What can be done to an account, as plugins contribute it: why an action cannot be had for a row, and running it.
import { element_of, has_text, show_dialog, t, toast, workspace } from '@mortise/shell';

// The reason in the viewer's words; null when the action may be tried.
export function reason_against({ needs }, account) {
  const answer = account.actions[needs];
  if (answer === undefined || answer === true) return null;
  return has_text('accounts-tab', `reason.${answer.reason}`) ? t('accounts-tab', `reason.${answer.reason}`) : t('accounts-tab', 'reason.other');
}

// The element is a dialog that asks and acts. Whether it did.
export async function run_action(action, account, parent) {
  try {
    return await show_dialog(await element_of(action, { account, workspace: workspace(), permission: action.needs }), parent);
  } catch {
    toast(t('accounts-tab', 'action-failed', { action: action.label }), { kind: 'error' });
    return false;
  }
}
