import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '../../src/processes.ts';
import { SshReader, sshString, sshUint32 } from '../../src/vault/keys/ssh-wire.ts';
import { keyBlob, namespaceOf, type Signer } from '../../src/vault/keys/sshsig.ts';

/** Source: draft-miller-ssh-agent. */
const FAILURE = 5;
const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
/** What is asked to be signed is a hash and a few words; a longer request is not from git. Bytes. */
const LONGEST_REQUEST = 16 * 1024;

const FOLDER = /^coc-agent-(\d+)-/;
/** A socket's path must stay below this on every system; the shortest limit is that of macOS. Bytes. */
const LONGEST_PATH = 103;

/**
 * Runs `work` while an ssh-agent answers for `signer` on a socket that only this user can reach. It signs commits and
 * nothing else: SSHSIG blobs of the namespace `git`. The socket is gone when the work ends, well or not; what a
 * killed coc left is removed at the start.
 *
 * @param work gets the path for `SSH_AUTH_SOCK`
 */
export async function withAgent<T>(signer: Signer, work: (socketPath: string) => Promise<T>): Promise<T> {
  const prefix = `coc-agent-${process.pid}-`;
  const base = fits(join(tmpdir(), `${prefix}XXXXXX`, 's')) ? tmpdir() : '/tmp';
  await sweep(base);
  const folder = await mkdtemp(join(base, prefix));
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  try {
    const path = join(folder, 's');
    server = await listen(path, (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      // A caller that goes away in the middle is no concern of ours: git reports what it missed.
      socket.on('error', () => socket.destroy());
      serve(socket, signer);
    });
    return await work(path);
  } finally {
    for (const socket of sockets) socket.destroy();
    const closing = server;
    if (closing !== undefined) await new Promise((resolve) => closing.close(resolve));
    await rm(folder, { recursive: true, force: true });
  }
}

function fits(path: string): boolean {
  return Buffer.byteLength(path) <= LONGEST_PATH;
}

function listen(path: string, onConnection: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onConnection);
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

/** Answers one connection, a request at a time and in order. */
function serve(socket: Socket, signer: Signer): void {
  let pending = Buffer.alloc(0);
  let answering = Promise.resolve();
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4) {
      const length = pending.readUInt32BE();
      if (length === 0 || length > LONGEST_REQUEST) {
        socket.destroy();
        return;
      }
      if (pending.length < 4 + length) return;
      const request = pending.subarray(4, 4 + length);
      pending = pending.subarray(4 + length);
      answering = answering.then(async () => {
        const response = await answer(request, signer).catch(() => Buffer.of(FAILURE));
        if (!socket.destroyed) socket.write(sshString(response));
      });
    }
  });
}

async function answer(request: Buffer, signer: Signer): Promise<Uint8Array> {
  const key = keyBlob(signer.publicKey);
  if (key === undefined) return Buffer.of(FAILURE);
  if (request[0] === REQUEST_IDENTITIES) {
    return Buffer.concat([Buffer.of(IDENTITIES_ANSWER), sshUint32(1), sshString(key), sshString('coc')]);
  }
  if (request[0] !== SIGN_REQUEST) return Buffer.of(FAILURE);
  const reader = new SshReader(request.subarray(1));
  const wanted = reader.string();
  const blob = reader.string();
  if (!wanted.equals(key) || namespaceOf(blob) !== 'git') return Buffer.of(FAILURE);
  const signature = Buffer.concat([sshString('ssh-ed25519'), sshString(await signer.sign(blob))]);
  return Buffer.concat([Buffer.of(SIGN_RESPONSE), sshString(signature)]);
}

/** Removes this user's agent folders whose process is gone. */
async function sweep(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const pid = FOLDER.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const path = join(base, name);
    const found = await lstat(path).catch(() => undefined);
    if (found?.isDirectory() && found.uid === process.getuid?.())
      await rm(path, { recursive: true, force: true });
  }
}
