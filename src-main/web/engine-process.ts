import { lowerPriority } from '../engine/priority.ts';
import { startEngine } from '../engine/start.ts';
import { runEngineSide } from './engine-side.ts';

/** The engine's process under the web host. */
lowerPriority();
runEngineSide(startEngine);
