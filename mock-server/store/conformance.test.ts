// What every store does. A new store is one row in testing/stores.ts.
import { testStore } from './testing/conformance.ts';
import { testSharedStore } from './testing/shared-conformance.ts';
import { sharedStores, stores } from './testing/stores.ts';

for (const [name, row] of Object.entries(stores)) testStore(name, row);
for (const [name, row] of Object.entries(sharedStores)) testSharedStore(name, row);
