// Starts the page: text and what the server offers first, then the frame.
import './library.js';
import './components/app.js';
import { start } from './state.js';

start();
