// Starts the page: text and what the server offers first, then the frame.
import './library.js';
import './components/app.js';
import { load_ahead } from './slots.js';
import { current, on_state, start } from './state.js';

// As soon as it is known which plugins there are.
const end = on_state(() => {
  if (current().web.plugins.length === 0) return;
  end();
  load_ahead();
});

start();
