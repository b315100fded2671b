const tasks: (() => unknown)[] = [];

/** Has something done when all tests of the file are done: a folder removed, a server stopped. */
export function atEnd(task: () => unknown): void {
  tasks.push(task);
}

/** Does all of it, the last first, also where one of them fails; throws what failed then. */
export async function endAll(): Promise<void> {
  const failed: unknown[] = [];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    try {
      await task();
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, 'what a test left could not be cleared away');
}
