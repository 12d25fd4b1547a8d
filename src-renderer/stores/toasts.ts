import { createStore } from 'zustand/vanilla';

export interface Toast {
  readonly id: number;
  readonly kind: 'info' | 'error';
  /** One sentence. */
  readonly text: string;
}

export interface Toasts {
  readonly items: readonly Toast[];
}

export const createToastStore = () => createStore<Toasts>(() => ({ items: [] }));

let next = 0;

/** A toast with an id of its own. */
export function makeToast(kind: Toast['kind'], text: string): Toast {
  return { id: next++, kind, text };
}
