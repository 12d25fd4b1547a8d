import { execFileSync } from 'node:child_process';
import { setInterval } from 'node:timers';

/** Resident memory of a process and everything it started, in bytes; shared pages count once for each process. */
export function treeBytes(root: number): number {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const inTree = new Set([root]);
  for (let grown = -1; grown !== inTree.size; ) {
    grown = inTree.size;
    for (const [pid = 0, parent = 0] of table) if (inTree.has(parent)) inTree.add(pid);
  }
  return table.reduce(
    (sum, [pid = 0, , kilobytes = 0]) => (inTree.has(pid) ? sum + kilobytes * 1024 : sum),
    0,
  );
}

/** Looks at a process tree ten times a second. `stop` gives the most it held, in MB (2^20 bytes). */
export function watchMemory(root: number): { stop(): number } {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, treeBytes(root));
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      return most / 2 ** 20;
    },
  };
}
