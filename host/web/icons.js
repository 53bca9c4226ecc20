// The icons, drawn for Mortise on a grid of 16 with strokes of 1.5. They stand beside words and are hidden from screen readers.
import { html, svg } from 'lit';
import { shapes } from './icon-shapes.js';

const drawn = new Map(Object.entries(shapes).map(([name, paths]) => [name, paths.map((path) => svg`<path d=${path}></path>`)]));

export const icon = (name) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${drawn.get(name)}</svg>`;
