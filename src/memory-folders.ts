import { statfs } from 'node:fs/promises';

/** The kinds of file system that live in memory: tmpfs and ramfs. */
const IN_MEMORY = [0x01021994, 0x858458f6];

/** Folders whose content is never written to a disk, the one that is to be used first. */
export async function memoryFolders(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of [env.XDG_RUNTIME_DIR, '/dev/shm']) {
    if (!folder) continue;
    const { type } = (await statfs(folder).catch(() => undefined)) ?? {};
    if (type !== undefined && IN_MEMORY.includes(type)) found.push(folder);
  }
  return found;
}
