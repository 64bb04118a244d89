/** The classes of the Fetch standard, for clients in simulated pages that have none, such as Jest's jsdom. */

/** By their names; asked only for those that the page lacks. */
export const fetchClasses: Readonly<Record<string, () => unknown>> = {
  Headers: () => Headers,
  Request: createRequestClass,
  Response: () => Response,
  ReadableStream: () => ReadableStream,
  TextEncoder: () => TextEncoder,
  TextDecoder: () => TextDecoder,
};

/** Node's class refuses signals of a simulated page. */
function createRequestClass(): typeof Request {
  return new Proxy(Request, {
    construct: (target, [input, init]: [string | URL | Request, RequestInit?], self) => {
      const { signal, ...others } = init ?? {};
      const request = Reflect.construct(target, [input, others], self) as Request;
      if (signal) Object.defineProperty(request, 'signal', { value: signal });
      return request;
    },
  });
}
