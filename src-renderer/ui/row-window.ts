import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { mostRows, scrollTopFor, visibleRows } from './visible-rows.ts';

/**
 * Which rows of a long list are in sight of a scrolled element, and how to bring one there. Its heading is as high as a row.
 * When `listed` changes, it is another list or another order, and is shown from its first row on.
 */
export function useRowWindow(count: number, rowRem: number, listed = '') {
  const ref = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(400);
  const [shown, setShown] = useState(listed);
  if (shown !== listed) {
    setShown(listed);
    setScrollTop(0);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the element follows what was set while drawing.
  useLayoutEffect(() => {
    if (ref.current) ref.current.scrollTop = 0;
  }, [shown]);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const rowHeight = rowRem * rem;
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return {
    ref,
    rowHeight,
    perPage: Math.floor(height / rowHeight),
    /** At least as many as are drawn: a row that comes into sight can take the place of one that has left it. */
    slots: mostRows(height, rowHeight),
    ...visibleRows(scrollTop, height, rowHeight, count),
    onScroll: () => setScrollTop(ref.current?.scrollTop ?? 0),
    reveal: (row: number) => {
      const element = ref.current;
      if (element) element.scrollTop = scrollTopFor(row, element.scrollTop, height, rowHeight);
    },
  };
}
