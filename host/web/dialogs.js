// Questions to the viewer, each a promise. The dialog is on the page only while it is open.

async function ask(tag, properties) {
  await customElements.whenDefined(tag);
  const dialog = Object.assign(document.createElement(tag), properties);
  document.body.append(dialog);
  const answer = await dialog.answered;
  dialog.remove();
  return answer;
}

// { heading, text, confirm, cancel?, danger? } -> whether the viewer confirmed. With `act`, a function that does it, the dialog
// stays open while it runs and shows what went wrong.
export const confirm = (question) => ask('mortise-confirm', question);

// Asks until `check(password)` succeeds; false when the viewer gives up.
export const ask_for_password = (check) => ask('mortise-password-dialog', { check });
