import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { atEnd } from '../places/at-end.ts';
import { serverEnvironment } from './bare.ts';
import { configure, hasGitPart, type Served } from './transport.ts';

const BLANK_LINE = '\r\n\r\n';

/** What is missing for it here, if anything. */
export const missing = hasGitPart('git-http-backend') ? undefined : 'no git http-backend here';

export interface ServedOverHttp extends Served {
  /** The address with name and password in it, as people paste it. */
  readonly urlWithPassword: string;
}

/**
 * Serves a bare repository over http with git's own backend. Whoever has the password may read and push; a stranger
 * reads if `strangersRead`, and never pushes.
 */
export async function serveOverHttp(
  bare: string,
  { strangersRead }: { readonly strangersRead: boolean },
): Promise<ServedOverHttp> {
  const root = dirname(bare);
  const password = randomBytes(12).toString('hex');
  const known = `Basic ${Buffer.from(`member:${password}`).toString('base64')}`;
  const server = createServer((request, response) => {
    const member = request.headers.authorization === known;
    const pushes = /[?/=]git-receive-pack(?:$|&)/.test(request.url ?? '');
    if (member || (strangersRead && !pushes && request.headers.authorization === undefined)) {
      answer(root, request, response, member ? 'member' : '');
      return;
    }
    request.resume();
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="reports"' }).end();
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  atEnd(stop);
  const address = (user: string): string => `http://${user}127.0.0.1:${port}`;
  return {
    url: `${address('')}/${basename(bare)}`,
    urlWithPassword: `${address(`member:${password}@`)}/${basename(bare)}`,
    async setUp(home) {
      await writeFile(join(home, '.git-credentials'), `${address(`member:${password}@`)}\n`, { mode: 0o600 });
      configure(home, 'credential.helper', 'store');
    },
    stop,
  };
}

/** Answers one request through git http-backend, by the rules of CGI (RFC 3875). */
function answer(root: string, request: IncomingMessage, response: ServerResponse, user: string): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const header = (name: string): string => String(request.headers[name] ?? '');
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...serverEnvironment(root),
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: searchParams.toString(),
      REQUEST_METHOD: request.method,
      REMOTE_ADDR: '127.0.0.1',
      ...(user !== '' && { REMOTE_USER: user }),
      CONTENT_TYPE: header('content-type'),
      ...(request.headers['content-length'] && { CONTENT_LENGTH: header('content-length') }),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(backend.stdin.on('error', () => undefined));
  response.on('close', () => backend.kill());
  backend.on('error', () => response.writeHead(500).end());
  let head: Buffer | undefined = Buffer.alloc(0);
  backend.stdout.on('data', (bytes: Buffer) => {
    if (head === undefined) {
      response.write(bytes);
      return;
    }
    head = Buffer.concat([head, bytes]);
    const end = head.indexOf(BLANK_LINE);
    if (end < 0) return;
    writeHead(response, head.subarray(0, end).toString('latin1'));
    response.write(head.subarray(end + BLANK_LINE.length));
    head = undefined;
  });
  backend.on('close', () => response.end());
}

function writeHead(response: ServerResponse, head: string): void {
  const fields = head.split('\r\n').map((line) => /^([^:]+): *(.*)$/.exec(line)?.slice(1) ?? ['', '']);
  const status = fields.find(([name]) => name === 'Status')?.[1] ?? '200';
  for (const [name = '', value = ''] of fields)
    if (name !== '' && name !== 'Status') response.setHeader(name, value);
  response.writeHead(Number.parseInt(status, 10));
}
