/** The messages between a page and its worker, where there is no service worker: requests, and responses in pieces. */

export type ToWorker =
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly url: string;
      readonly method: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body?: ArrayBuffer;
    }
  | { readonly kind: 'abort'; readonly id: number };

export type FromWorker =
  /** Another tab has the mock; this one gets it when that is closed. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'response';
      readonly id: number;
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly hasBody: boolean;
    }
  | { readonly kind: 'piece'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end'; readonly id: number }
  /** The connection ends without a response, or in the middle of its body. */
  | { readonly kind: 'failure'; readonly id: number };
