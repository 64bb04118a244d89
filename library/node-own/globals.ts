/**
 * Node's own globals. The bundles for Node take them from here, so that neither a test environment (jsdom,
 * happy-dom, edge-runtime) nor its fakes affect the mock.
 */
import buffer from 'node:buffer';
import { webcrypto } from 'node:crypto';
import { performance as measured } from 'node:perf_hooks';
import { URL, URLSearchParams } from 'node:url';
import { TextDecoder, TextEncoder, transferableAbortController } from 'node:util';

export * from './timers.ts';
export { TextDecoder, TextEncoder, URL, URLSearchParams };

export const { Buffer, Blob } = buffer;
export const crypto = webcrypto;
export const performance = { now: measured.now.bind(measured), timeOrigin: measured.timeOrigin };

// No module exports these two; a controller created by Node has them.
const controller = transferableAbortController();
export const AbortController = controller.constructor as typeof globalThis.AbortController;
export const AbortSignal = controller.signal.constructor as typeof globalThis.AbortSignal;
