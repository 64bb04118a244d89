/** Divides the memory for bodies among those who send them, so that nobody's bodies have to wait for those of others. */

export interface BodyMemory<Body extends object> {
  readonly open: (body: Body, owner: string) => void;
  /** More of it has arrived. */
  readonly keep: (body: Body, bytes: number) => void;
  /** Whether more of it may be read now. */
  readonly mayGoOn: (body: Body) => boolean;
  /** It needs no memory any more. */
  readonly letGo: (body: Body) => void;
  /** In order of arrival. */
  readonly all: () => Iterable<Body>;
  /** Whether some have to wait for the memory of others. */
  readonly isFull: () => boolean;
}

/** The first body of each of so many owners can always continue, so that they end one after the other. */
const maxUnlimited = 4;

interface Owner<Body> {
  readonly bodies: Set<Body>;
  bytes: number;
}

/** @param limit above this number of bytes, an owner reads on within its share, or one body at a time */
export function createBodyMemory<Body extends object>(limit: number): BodyMemory<Body> {
  const bodies = new Map<Body, { readonly owner: string; bytes: number }>();
  // In order of arrival.
  const owners = new Map<string, Owner<Body>>();
  let kept = 0;

  const isFirst = (name: string): boolean => {
    let place = 0;
    for (const other of owners.keys()) {
      if (other === name) return true;
      if ((place += 1) >= maxUnlimited) return false;
    }
    return false;
  };
  return {
    open: (body, name) => {
      const owner = owners.get(name) ?? { bodies: new Set(), bytes: 0 };
      owners.set(name, owner);
      owner.bodies.add(body);
      bodies.set(body, { owner: name, bytes: 0 });
    },
    keep: (body, bytes) => {
      const one = bodies.get(body);
      const owner = owners.get(one?.owner ?? '');
      if (one === undefined || owner === undefined) return;
      one.bytes += bytes;
      owner.bytes += bytes;
      kept += bytes;
    },
    mayGoOn: (body) => {
      const name = bodies.get(body)?.owner ?? '';
      const owner = owners.get(name);
      if (kept <= limit || owner === undefined || owner.bytes <= limit / owners.size) return true;
      const [first] = owner.bodies;
      return first === body && isFirst(name);
    },
    letGo: (body) => {
      const one = bodies.get(body);
      const owner = owners.get(one?.owner ?? '');
      if (one === undefined || owner === undefined) return;
      kept -= one.bytes;
      owner.bytes -= one.bytes;
      bodies.delete(body);
      owner.bodies.delete(body);
      if (owner.bodies.size === 0) owners.delete(one.owner);
    },
    all: () => bodies.keys(),
    isFull: () => kept > limit,
  };
}
