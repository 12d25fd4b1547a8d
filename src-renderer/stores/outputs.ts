import { createStore } from 'zustand/vanilla';

/** A sound output as the browser knows it. Its id holds for one address of the page, its label for the machine. */
export interface OutputDevice {
  readonly id: string;
  readonly label: string;
}

/** Where sound goes. */
export interface Outputs {
  /** Whether the browser can send sound elsewhere than to the system's output. */
  readonly supported: boolean;
  /** The outputs there are now, besides the system's choice. */
  readonly devices: readonly OutputDevice[];
  /** What the user chose; null is the system's output. */
  readonly wanted: OutputDevice | null;
  /** What is in use: the wanted device while it is connected, else the system's output (null). */
  readonly used: OutputDevice | null;
}

export const createOutputsStore = () =>
  createStore<Outputs>(() => ({ supported: false, devices: [], wanted: null, used: null }));
