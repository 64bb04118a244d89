import type { World } from '../../mock-server/domain/world.ts';
export async function formatWorldLink(_world: World, _now: number): Promise<string> { return ''; }
