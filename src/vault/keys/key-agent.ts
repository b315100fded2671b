import { createHash } from 'node:crypto';
import { lstat, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { ensurePrivateFolder, exists } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import { CannotOpen, isReason } from '../age/age-header.ts';
import type { Identity } from './identity.ts';
import { namespaceOf } from './sshsig.ts';

/** What the agent signs: commits, entries of ours, and requests to join. */
const NAMESPACES = ['git', 'coc-entry', 'coc-join'];
/** An age header with as many stanzas as coc takes fits well into this. Characters. */
const LONGEST_LINE = 2 * 1024 * 1024;
/** How often it looks whether it is time to forget. Milliseconds. */
const LOOK_EVERY = 1_000;
/** An agent that does not answer for so long is not there. Milliseconds. */
const PATIENCE = 5_000;

const requestSchema = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('who') }),
  z.object({ ask: z.literal('open'), header: z.base64() }),
  z.object({ ask: z.literal('sign'), blob: z.base64() }),
  z.object({ ask: z.literal('index-key'), salt: z.base64() }),
  z.object({ ask: z.literal('forget') }),
]);
type Request = z.infer<typeof requestSchema>;

const replySchema = z.object({
  recipient: z.string().optional(),
  signingKey: z.string().optional(),
  /** A file key, a signature, or the key of an index. */
  bytes: z.base64().optional(),
  /** Why a header did not open. */
  reason: z.string().optional(),
});
type Reply = z.infer<typeof replySchema>;

/** Where the agent of one identity file answers: a socket in a folder that only this user can enter. */
export async function agentSocket(env: NodeJS.ProcessEnv, identityPath: string): Promise<string> {
  const runtime = env.XDG_RUNTIME_DIR;
  const folder =
    runtime && isAbsolute(runtime) && (await exists(runtime))
      ? join(runtime, 'coc')
      : join(tmpdir(), `coc-${userInfo().uid}`);
  return join(folder, createHash('sha256').update(identityPath).digest('hex').slice(0, 16));
}

/** Makes the folder of a socket, or throws a UserError where what stands there is not a folder of this user alone. */
export async function makeSocketFolder(path: string): Promise<void> {
  const folder = dirname(path);
  if (!(await exists(folder))) await ensurePrivateFolder(folder);
  if (await isOwnFolder(folder)) return;
  throw new UserError(`${folder} is not a folder of yours alone, so nothing is unlocked through it.`, {
    hints: ['Find out whose it is, and remove it.'],
  });
}

/** Never follows a link: somebody else may have put it where the folder is to be. */
async function isOwnFolder(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === userInfo().uid && (found.mode & 0o777) === 0o700;
}

export interface Serving {
  /** When it forgets, in milliseconds since 1970. */
  readonly until: number;
  readonly now: () => number;
  /** Whether whoever unlocked is still there. */
  readonly wanted: () => boolean;
  /** Called once it answers. */
  readonly ready: () => void;
}

/**
 * Opens headers and signs for this user's other runs of coc, and never hands a key out, until it is told to forget,
 * its time is over, its socket is gone, or whoever unlocked is. Returns then.
 */
export async function serveKeys(identity: Identity, path: string, serving: Serving): Promise<void> {
  await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    const sockets = new Set<Socket>();
    const server: Server = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      converse(socket, identity, forget);
    });
    const look = setInterval(async () => {
      if (serving.now() >= serving.until || !serving.wanted() || !(await exists(path))) forget();
    }, LOOK_EVERY);
    function forget(): void {
      clearInterval(look);
      for (const socket of sockets) socket.destroySoon();
      server.close(() => resolve());
    }
    server.once('error', reject);
    server.listen(path, serving.ready);
  });
}

function converse(socket: Socket, identity: Identity, forget: () => void): void {
  onLines(socket, async (line) => {
    const request = requestOf(line);
    const reply = request && (await answer(request, identity).catch(() => undefined));
    if (reply === undefined) return void socket.destroy();
    socket.write(`${JSON.stringify(reply)}\n`);
    if (request?.ask === 'forget') forget();
  });
}

function onLines(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) socket.destroy();
    else for (const line of lines) take(line);
  });
}

function requestOf(line: string): Request | undefined {
  try {
    return requestSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

async function answer(request: Request, identity: Identity): Promise<Reply | undefined> {
  switch (request.ask) {
    case 'who':
      return { recipient: identity.recipient, signingKey: identity.signer.publicKey };
    case 'forget':
      return {};
    case 'sign': {
      const blob = Buffer.from(request.blob, 'base64');
      if (!NAMESPACES.includes(namespaceOf(blob) ?? '')) return undefined;
      return { bytes: base64(await identity.signer.sign(blob)) };
    }
    case 'index-key': {
      const key = await identity.indexKey(Buffer.from(request.salt, 'base64'));
      return key && { bytes: base64(key) };
    }
    case 'open':
      try {
        return { bytes: base64(await identity.openHeader(Buffer.from(request.header, 'base64'))) };
      } catch (error) {
        if (error instanceof CannotOpen) return { reason: error.reason };
        throw error;
      }
  }
}

/** The identity that an agent holds, or undefined where none answers. */
export async function agentIdentity(path: string): Promise<Identity | undefined> {
  if (!(await isOwnFolder(dirname(path)))) return undefined;
  const { recipient, signingKey } = (await ask(path, { ask: 'who' })) ?? {};
  if (recipient === undefined || signingKey === undefined) return undefined;
  return {
    recipient,
    openHeader: async (header) => {
      const { bytes, reason } = await asked(path, { ask: 'open', header: base64(header) });
      if (bytes !== undefined) return Buffer.from(bytes, 'base64');
      throw isReason(reason) ? new CannotOpen(reason) : new KeysGone();
    },
    indexKey: async (salt) => {
      const { bytes } = (await ask(path, { ask: 'index-key', salt: base64(salt) })) ?? {};
      return bytes === undefined ? undefined : Buffer.from(bytes, 'base64');
    },
    signer: {
      publicKey: signingKey,
      sign: async (blob) => {
        const { bytes } = await asked(path, { ask: 'sign', blob: base64(blob) });
        if (bytes === undefined) throw new KeysGone();
        return Buffer.from(bytes, 'base64');
      },
    },
  };
}

/** Tells an agent to forget. False where none was there. */
export async function forgetKeys(path: string): Promise<boolean> {
  return (await isOwnFolder(dirname(path))) && (await ask(path, { ask: 'forget' })) !== undefined;
}

async function asked(path: string, request: Request): Promise<Reply> {
  const reply = await ask(path, request);
  if (reply === undefined) throw new KeysGone();
  return reply;
}

/** The agent that held the keys at the start of a run is not there any more. */
export class KeysGone extends UserError {
  constructor() {
    super('Your keys were locked meanwhile.', { hints: ['`coc unlock`, then try again.'] });
    this.name = 'KeysGone';
  }
}

/** One question on a connection of its own; undefined where nobody answers it. */
function ask(path: string, request: Request): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (reply?: Reply): void => {
      socket.destroy();
      resolve(reply);
    };
    socket.setTimeout(PATIENCE, () => end());
    socket.on('error', () => end());
    socket.on('close', () => end());
    socket.on('connect', () => socket.write(`${JSON.stringify(request)}\n`));
    onLines(socket, (line) => end(replyOf(line)));
  });
}

function replyOf(line: string): Reply | undefined {
  try {
    return replySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
