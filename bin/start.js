#!/usr/bin/env node
import { runWithPinnedNode } from './pinned-node.js';

await runWithPinnedNode(new URL('../src-main/start.ts', import.meta.url));
