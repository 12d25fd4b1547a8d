import { startEngine } from '../engine/start.ts';
import { runUtilitySide } from './engine-side.ts';

/** The engine's process under Electron. */
runUtilitySide(startEngine, process.parentPort);
