// Questions to the viewer, each a promise of whether it was done. The dialog is on the page only while it is open.

// Puts a dialog on the page and takes it away once it is closed.
export function show_dialog(dialog, parent = document.body) {
  return new Promise((resolve) => {
    dialog.addEventListener('closed', ({ detail }) => {
      dialog.remove();
      resolve(detail);
    }, { once: true });
    parent.append(dialog);
  });
}

const made = (tag, properties) => Object.assign(document.createElement(tag), properties);

// { heading, text, confirm, danger?, act? }: `act` does it, while the dialog shows that it is busy or what went wrong.
export const confirm = (question) => show_dialog(made('mortise-confirm-dialog', { question }));

// Asks until `check(password)` succeeds; false when the viewer gives up.
export const ask_for_password = (check) => show_dialog(made('mortise-password-dialog', { check }));
