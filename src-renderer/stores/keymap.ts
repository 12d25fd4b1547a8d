import { createStore } from 'zustand/vanilla';
import { initialKeymap, type Keymap } from '../actions/keymap.ts';

export const createKeymapStore = () => createStore<Keymap>(() => initialKeymap);
