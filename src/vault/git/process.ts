import { spawn } from 'node:child_process';
export interface GitRun {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly timedOut: boolean;
}
export function runGit(
  folder: string,
  args: readonly string[],
  o: { env: NodeJS.ProcessEnv; set?: Record<string, string>; input?: Uint8Array; timeLimit: number },
): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    const inherited = Object.fromEntries(
      Object.entries(o.env).filter(
        ([n]) =>
          !/^(GIT_(?!SSH|ASKPASS|SSL|PROXY|HTTP|CONFIG_NOSYSTEM).*|EDITOR|VISUAL|PAGER|PREFIX|LC_.*|LANGUAGE)$/.test(
            n,
          ),
      ),
    );
    const child = spawn('git', [...args], {
      cwd: folder,
      env: { ...inherited, LC_ALL: 'C', ...o.set },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let timedOut = false;
    const t = setTimeout(() => {
      timedOut = true;
      child.kill();
    }, o.timeLimit);
    child.stdout.on('data', (c) => out.push(c));
    child.stderr.on('data', (c) => err.push(c));
    child.on('error', reject);
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => {
      clearTimeout(t);
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(out),
        stderr: Buffer.concat(err).toString(),
        timedOut,
      });
    });
    child.stdin.end(o.input);
  });
}
