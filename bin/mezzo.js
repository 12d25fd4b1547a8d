#!/usr/bin/env node
import { runWithPinnedNode } from './pinned-node.js';

await runWithPinnedNode(new URL('../src-main/cli/mezzo.ts', import.meta.url));
