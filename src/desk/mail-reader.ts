import { parentPort, workerData } from 'node:worker_threads';
import { readAsked } from '../mail/asked.ts';

/* A thread that reads one mail for the main one (`held-mail.ts`), which ends it where it takes too much. It reads and writes no file. */

if (parentPort === null) throw new Error('this runs as a thread alone');
const port = parentPort;
void readAsked(workerData).then((told) => port.postMessage(told));
