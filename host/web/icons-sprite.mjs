// The icons as one SVG file of symbols, for the component library, which takes icons by address.
import { shapes } from './icon-shapes.js';

const style = 'fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"';

export const sprite = () => {
  const symbols = Object.entries(shapes).map(([name, paths]) =>
    `<symbol id="${name}" viewBox="0 0 16 16" ${style}>${paths.map((path) => `<path d="${path}"/>`).join('')}</symbol>`);
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
};
