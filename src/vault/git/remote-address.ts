import { BlockList, isIP } from 'node:net';

/** Addresses that mean something on this machine or its network alone (RFC 1918, 4193, 6598, 3927, 4291). */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv6');
}

/**
 * Who could read a remote without being known to it: anybody, nobody, or whoever gets an answer at one of these web
 * addresses, which carry no name and no password.
 */
export type Openness = 'anybody' | 'nobody' | 'not known' | { readonly askAt: readonly string[] };

/**
 * What an address tells of a remote, as git reads it: a URL, `user@host:path` or a path on this machine. Over ssh a
 * host may show the same repository on the web, so that is where to ask; a machine of one's own network has no such
 * side.
 */
export function opennessOf(address: string): Openness {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return ofUrl(address);
  if (/^[a-z][a-z0-9+.-]*::/i.test(address)) return 'not known';
  const { host, path } = scpLike(address) ?? {};
  return host === undefined || path === undefined ? 'nobody' : onTheWeb(host, path);
}

/** `user@host:path`, `[user@host:port]:path` and `[::1]:path`; a slash before the colon makes it a path. */
function scpLike(address: string): { readonly host: string; readonly path: string } | undefined {
  const [, bracketed, plain = '', path = ''] =
    /^(?:[^@/[\]]*@)?(?:\[([^\]]+)\]|([^:/[\]]+)):(.*)$/s.exec(address) ?? [];
  const named = (bracketed ?? plain).replace(/^.*@/, '');
  if (named === '') return undefined;
  return { host: isIP(named) === 0 ? named.replace(/:\d*$/, '') : named, path };
}

function ofUrl(address: string): Openness {
  if (!URL.canParse(address)) return 'not known';
  const url = new URL(address);
  switch (url.protocol) {
    case 'file:':
      return 'nobody';
    case 'git:':
      return 'anybody';
    case 'http:':
    case 'https:':
      return { askAt: [`${url.protocol}//${url.host}${url.pathname}`] };
    case 'ssh:':
    case 'git+ssh:':
    case 'ssh+git:':
      return onTheWeb(url.hostname.replace(/^\[|\]$/g, ''), url.pathname);
    default:
      return 'not known';
  }
}

function onTheWeb(host: string, path: string): Openness {
  if (isPrivate(host)) return 'nobody';
  const base = path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  // Where port 22 is shut, some hosts take ssh at a name of its own.
  const web = host.replace(/^(?:alt)?ssh\./, '');
  const at = `https://${isIP(web) === 6 ? `[${web}]` : web}/${base}`;
  return URL.canParse(at) ? { askAt: [at, `${at}.git`] } : 'not known';
}

function isPrivate(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return /^(?:.*\.)?localhost\.?$/i.test(host);
  return PRIVATE.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
