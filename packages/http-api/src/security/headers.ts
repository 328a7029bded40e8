/**
 * The content security policy of every page of the studio: nothing but its own files, no inline code, no framing, and
 * scripts only through the named Trusted Types policies.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types maobi dompurify',
].join('; ');

/** What is data and never a page: opened by accident it can neither run nor load anything. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

const everywhere: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), clipboard-write=(self)',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
};

/** The answer with the headers that every one carries. Pages keep their own caching, data is never stored. */
export function withSecurityHeaders(response: Response, policy: typeof pagePolicy | typeof dataPolicy): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(everywhere)) headers.set(name, value);
  headers.set('content-security-policy', policy);
  if (policy === dataPolicy) headers.set('cache-control', 'no-store');
  return new Response(response.body, { status: response.status, headers });
}
