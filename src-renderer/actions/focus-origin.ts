/**
 * Knows whether the focus came to where it is by the pointer. The browser's own :focus-visible turns true with the very key press that is to be
 * judged, so it cannot be asked.
 */
export interface FocusOrigin extends Disposable {
  /** True when the focus was brought to this element, or into it, by the pointer. */
  isPointed(target: EventTarget | null): boolean;
}

export function trackFocusOrigin(window: Window): FocusOrigin {
  let pointerDown = false;
  let pointed: EventTarget | null = null;
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  const byPointer = (event: Event) => {
    pointerDown = true;
    pointed = event.target;
  };
  window.addEventListener('pointerdown', byPointer, options);
  window.addEventListener('pointerup', () => setTimeout(() => (pointerDown = false)), options);
  window.addEventListener(
    'focusin',
    (event) => {
      pointed = pointerDown ? event.target : null;
    },
    options,
  );
  return {
    isPointed: (target) => pointed !== null && target === pointed,
    [Symbol.dispose]: () => listening.abort(),
  };
}
