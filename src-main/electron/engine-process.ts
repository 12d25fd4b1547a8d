import { lowerPriority } from '../engine/priority.ts';
import { startEngine } from '../engine/start.ts';
import { runUtilitySide } from './engine-side.ts';

/** The engine's process under Electron. */
lowerPriority();
runUtilitySide(startEngine, process.parentPort);
