/** Stands in for a decoder process: behaves as the name of the file asks. */
let files = 0;
process.on('message', (request: { name: string }) => {
  files++;
  if (request.name === 'only first') return files === 1 ? answer() : process.exit(3);
  if (request.name === 'crash') process.kill(process.pid, 'SIGSEGV');
  if (request.name === 'exit') process.exit(3);
  if (request.name === 'loop') for (;;);
  if (request.name === 'slow') {
    let told = 0;
    const timer = setInterval(() => {
      if (told++ < 8) return process.send?.({ kind: 'progress', fraction: told / 10 });
      clearInterval(timer);
      return answer();
    }, 60);
  }
  if (request.name === 'good') answer();
});
process.on('disconnect', () => process.exit(0));

function answer(): void {
  const info = { codec: String(process.pid) };
  process.send?.({ kind: 'done', result: { info, frames: 1, warnings: [] } });
}
process.send?.({ kind: 'ready' });
