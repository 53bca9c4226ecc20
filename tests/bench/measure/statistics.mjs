// Medians and percentiles of a list of numbers.

export function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)];
}

export const median = (values) => percentile(values, 0.5);
