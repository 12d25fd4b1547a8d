/** Longest wait, ms: a page in the background paints nothing. */
const MOST_MS = 100;

/** Resolves once what was changed so far has been painted; at once where nothing is ever painted. */
export function afterPaint(): Promise<void> {
  if (typeof requestAnimationFrame === 'undefined') return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, MOST_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
