import { TransferFailure } from './transfer-failure.ts';

/**
 * Hosts that model files are downloaded from, themselves and their subdomains: the hubs and the content networks that
 * they redirect to (Hugging Face: `cas-bridge.xethub.hf.co`, `us.aws.cdn.hf.co`, `cdn-lfs.hf.co`, `cdn-lfs.huggingface.co`;
 * ModelScope: `cdn-lfs-cn-1.modelscope.cn`).
 */
export const defaultAllowedHosts: readonly string[] = ['huggingface.co', 'hf.co', 'hf-mirror.com', 'modelscope.cn'];

export interface AddressPolicy {
  readonly allowedHosts: readonly string[];
  /** Allows `http://127.0.0.1` on any port as well: for tests and a mirror on this machine. */
  readonly allowLoopbackHttp: boolean;
}

/** Refuses every address that is not HTTPS on its usual port of an allowed host. Asked again for each redirect. */
export function checkAddress(url: URL, policy: AddressPolicy): void {
  if (policy.allowLoopbackHttp && url.protocol === 'http:' && url.hostname === '127.0.0.1') return;
  const isAllowedHost = policy.allowedHosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
  const isPlain = url.username === '' && url.password === '' && url.port === '';
  if (url.protocol === 'https:' && isAllowedHost && isPlain) return;
  throw new TransferFailure('unusable', `it leads to ${url.protocol}//${url.host}, which is not on the list of allowed download hosts`);
}
