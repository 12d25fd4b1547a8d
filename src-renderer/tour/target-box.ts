import { useEffect, useState } from 'react';
import type { Box } from './place-card.ts';

/** The part of the window that a step speaks of, kept up to date while the window is laid out anew; null where it is not there. */
export function useTargetBox(selectors: readonly string[]): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    let target: Element | null = null;
    const sizes = new ResizeObserver(() => measure());
    const measure = () => {
      const found = findVisible(selectors);
      if (found !== target) {
        sizes.disconnect();
        sizes.observe(document.documentElement);
        if (found) sizes.observe(found);
        target = found;
      }
      const rect = found?.getBoundingClientRect();
      const next = rect ? { left: rect.left, top: rect.top, width: rect.width, height: rect.height } : null;
      setBox((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    // A panel that opens, or a page of the inspector that changes, brings the target or moves it.
    const changes = new MutationObserver(measure);
    changes.observe(document.body, { childList: true, subtree: true });
    measure();
    return () => {
      sizes.disconnect();
      changes.disconnect();
    };
  }, [selectors]);
  return box;
}

function findVisible(selectors: readonly string[]): Element | null {
  for (const selector of selectors) {
    const found = document.querySelector(selector);
    const rect = found?.getBoundingClientRect();
    if (found && rect && rect.width > 0 && rect.height > 0) return found;
  }
  return null;
}
