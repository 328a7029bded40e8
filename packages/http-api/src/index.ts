/**
 * The studio over HTTP as a pure function from `Request` to `Response`: routes, validation, streams, the OpenAI-compatible
 * part and who may use them. Listening, files and the machine are the business of `apps/studio`.
 */
export { createApi, type Api, type ApiOptions } from './create-api.ts';
export { createSecurity, type Security, type SecurityOptions } from './security/security.ts';
export { newSecret } from './security/secrets.ts';
export { dataPolicy, withSecurityHeaders } from './security/headers.ts';
export { launchPath } from './security/launch.ts';
