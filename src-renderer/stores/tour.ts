import { createStore } from 'zustand/vanilla';

/** The tour of the first start. */
export interface TourState {
  /** True while it is offered. */
  readonly offered: boolean;
  /** The step that is shown, from 0; null while no tour runs. */
  readonly step: number | null;
}

export const createTourStore = () => createStore<TourState>(() => ({ offered: false, step: null }));
