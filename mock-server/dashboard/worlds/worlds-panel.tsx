/** Worlds: which there are, who is in this one, its snapshots, and how to take it elsewhere. */
import { SharePart } from './share-part.tsx';
import { SnapshotPart } from './snapshot-part.tsx';
import { UserPart } from './user-part.tsx';
import { WorldList } from './world-list.tsx';
import './worlds.css';

export function WorldsPanel() {
  return (
    <div class="stack worlds">
      <WorldList />
      <UserPart />
      <SnapshotPart />
      <SharePart />
    </div>
  );
}
