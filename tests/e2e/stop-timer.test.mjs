// The owner stops a member's timer, and the member's open Tracker stops.
import { expect, test } from './support/test.mjs';

async function ask_to_stop(owner) {
  await owner.open_accounts();
  await owner.choose('Actions for Mia Schröder', 'Stop timer');
  await expect(owner.dialog.getByRole('heading', { name: 'Stop the timer of Mia Schröder' })).toBeVisible();
  return owner.dialog.getByRole('button', { name: 'Stop timer', exact: true });
}

test('a stopped timer stops on the member’s open page at once, without a notice', async ({ owner, member }) => {
  await expect(member.timer).toContainText('Onboarding checklist');
  const stop = await ask_to_stop(owner);
  await expect(owner.dialog).toContainText('Mia Schröder gets no notice that you stopped it');

  await member.sees(member.timer.getByRole('button', { name: 'Start' }), () => stop.click());
  await expect(member.page.getByRole('listitem').first()).toContainText('Onboarding checklist');
  for (const role of ['status', 'alert']) await expect(member.page.getByRole(role)).toHaveText('');

  await expect(owner.page.getByText('The timer of Mia Schröder is stopped.')).toBeVisible();
  await expect(owner.account('Mia Schröder').getByRole('cell').nth(6)).toHaveText('None');
});

test('a timer can be stopped at an earlier end', async ({ owner, member }) => {
  const stop = await ask_to_stop(owner);
  await owner.dialog.getByLabel('It should have ended earlier').check();
  const field = owner.dialog.getByLabel('End', { exact: true });
  await field.fill(await field.getAttribute('min'));
  await member.sees(member.timer.getByRole('button', { name: 'Start' }), () => stop.click());
  await expect(member.page.getByRole('listitem').first()).toContainText(/Onboarding checklist.*0:00:00/s);
});

test('a timer that the member stops first is left as it is, and the owner is told', async ({ owner, member }) => {
  const stop = await ask_to_stop(owner);
  await member.timer.getByRole('button', { name: 'Stop' }).click();
  await expect(member.timer.getByRole('button', { name: 'Start' })).toBeVisible();
  await stop.click();
  await expect(owner.dialog.getByRole('alert')).toHaveText('The timer is no longer running; nothing was changed.');
});
