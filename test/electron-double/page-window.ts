/** The window of the page, as far as the engine's port comes through it: messages to itself, ports included. */
export class PageWindow extends EventTarget {
  readonly location = { origin: 'app://mezzo' };

  postMessage(data: unknown, origin: string, ports: readonly unknown[]): void {
    if (origin !== this.location.origin) return;
    queueMicrotask(() => {
      this.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: this }));
    });
  }
}
