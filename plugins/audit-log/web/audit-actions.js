// The actions that this page has words for, as the log calls them.
import { has_text, t } from '@mortise/shell';

export const actions = [
  'account.log-in-as', 'session.return', 'api-keys.deactivate', 'timer.stop',
  'time-tracker.start', 'time-tracker.update', 'time-tracker.remove', 'api-key.create', 'api-key.rename', 'api-key.delete',
  'workspace.rename', 'workspace.set-subdomain', 'session.sign-in', 'session.sign-out', 'session.step-up', 'session.end', 'session.end-others',
  'session.open-workspace', 'session.arrive', 'session.preferences',
];

// An action of a plugin that it has no words for shows as it is called in the log.
export const action_name = (action) => (has_text('audit-log', `action.${action}`) ? t('audit-log', `action.${action}`) : action);
