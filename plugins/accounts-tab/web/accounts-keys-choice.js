// Whether single keys do something in the Accounts tab; kept by this browser.
const name = 'mortise.accounts-keys';

export const keys_are_on = () => { try { return localStorage.getItem(name) !== 'off'; } catch { return true; } };
export const switch_keys = (on) => { try { localStorage.setItem(name, on ? 'on' : 'off'); } catch { /* private mode: as they were */ } };
