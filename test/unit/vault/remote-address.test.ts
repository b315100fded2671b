import { describe, expect, it } from 'vitest';
import { opennessOf } from '../../../src/vault/git/remote-address.ts';

const SAME = ['https://forge.example/team/reports', 'https://forge.example/team/reports.git'];

describe('what the address of a remote tells', () => {
  it.each([
    'git@forge.example:team/reports.git',
    'git@forge.example:team/reports',
    'forge.example:/team/reports/',
    '[git@forge.example:22]:team/reports.git',
    'ssh://git@forge.example/team/reports.git',
    'ssh://forge.example:22/team/reports',
    'ssh://git@forge.example:2222/team/reports.git',
    'git+ssh://git@forge.example/team/reports.git',
    'ssh://git@ssh.forge.example:443/team/reports.git',
    'ssh://git@altssh.forge.example:443/team/reports.git',
  ])('%s may be on the web too', (address) => {
    expect(opennessOf(address)).toEqual({ askAt: SAME });
  });

  it.each([
    ['https://forge.example/team/reports.git', 'https://forge.example/team/reports.git'],
    ['https://forge.example:8443/reports', 'https://forge.example:8443/reports'],
    ['https://ana:secret@forge.example/reports', 'https://forge.example/reports'],
    ['http://127.0.0.1:8080/reports', 'http://127.0.0.1:8080/reports'],
  ])('%s is asked where it is, without name and password', (address, at) => {
    expect(opennessOf(address)).toEqual({ askAt: [at] });
  });

  it('an IPv6 address of the internet is written as one', () => {
    expect(opennessOf('git@[2001:db8::1]:team/reports')).toEqual({
      askAt: ['https://[2001:db8::1]/team/reports', 'https://[2001:db8::1]/team/reports.git'],
    });
  });

  it.each(['git://forge.example/reports', 'git://127.0.0.1:9418/reports'])('%s is for anybody', (address) => {
    expect(opennessOf(address)).toBe('anybody');
  });

  it.each([
    '/srv/git/reports.git',
    '../reports.git',
    './odd:name',
    'folder/odd:name',
    'file:///srv/git/reports.git',
    'ssh://ana@127.0.0.1:2222/srv/reports.git',
    'ssh://ana@[::1]/srv/reports.git',
    'ssh://ana@localhost/srv/reports.git',
    'ana@10.1.2.3:reports.git',
    'ana@172.20.0.1:reports.git',
    'ana@192.168.1.2:reports.git',
    'ana@[fd00::1]:reports.git',
    'ana@[::ffff:10.0.0.1]:reports.git',
    '',
  ])('%s has no side on the web', (address) => {
    expect(opennessOf(address)).toBe('nobody');
  });

  it.each(['ext::sh -c x', 'codecommit::eu-west-1://reports', 'ftp://forge.example/reports', 'https://['])(
    '%s cannot be known',
    (address) => {
      expect(opennessOf(address)).toBe('not known');
    },
  );
});
