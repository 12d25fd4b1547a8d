/**
 * Headers of every answer that carries a page or a part of one, the same under the web host and under Electron. The page
 * runs its own scripts only, speaks to its own host only, and is isolated across origins (SharedArrayBuffer, exact clocks).
 * Audio and pictures are made in the page, hence `blob:`; workers of libraries come from Blobs as well. Inline style
 * elements are allowed because widgets insert them; scripts never are.
 */
export function pageHeaders(connectTo: readonly string[]): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'worker-src': "'self' blob:",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' blob: data:",
    'media-src': "'self' blob:",
    'font-src': "'self'",
    'connect-src': ["'self'", 'blob:', 'data:', ...connectTo].join(' '),
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map((rule) => rule.join(' '))
      .join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  };
}
