/** What an engine asks of main about its helpers, and what it hears; a port comes with `helper-port`. */
export type HelperRequest =
  | { readonly kind: 'helper'; readonly id: number; readonly program: string }
  | { readonly kind: 'helper-kill'; readonly id: number };

export type HelperNews =
  | { readonly kind: 'helper-port'; readonly id: number }
  | { readonly kind: 'helper-exit'; readonly id: number };

export function isHelperRequest(message: { readonly kind: string }): message is HelperRequest {
  return message.kind === 'helper' || message.kind === 'helper-kill';
}

export function isHelperNews(message: unknown): message is HelperNews {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false;
  return message.kind === 'helper-port' || message.kind === 'helper-exit';
}
