import { expect, it } from 'vitest';
import { placesOf } from '../../../src/start/source-place.ts';

/** An error with this message, thrown at these places. */
function thrown(message: string, ...frames: readonly string[]): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}\n${frames.join('\n')}`;
  return error;
}

it.each([
  ['    at save (file:///home/ana/coc/dist/a.js:1:2)', '    at save (a.js:1:2)'],
  ['    at async Vault.save (/home/ana/my (own) coc/dist/a.js:1:2)', '    at async Vault.save (a.js:1:2)'],
  ['    at /home/ana/coc/dist/a.js:1:2', '    at a.js:1:2'],
  ['    at async file:///home/ana/coc/dist/a.js:1:2', '    at a.js:1:2'],
  ['    at C:\\Users\\ana\\coc\\dist\\a.js:1:2', /a\.js:1:2$/],
  ['    at node:internal/main:1:2', '    at node:internal/main:1:2'],
  ['    at new Promise (<anonymous>)', /at new Promise \(<anonymous>\)/],
])('where %s is shows no folder of the machine', (frame, shown) => {
  const [place = '', ...others] = placesOf(thrown('words', frame));
  expect(place).toMatch(shown);
  expect(place).not.toMatch(process.platform === 'win32' ? /ana/ : /\/ana/);
  expect(others).toEqual([]);
});

it('of the message of an error nothing is shown, whatever it looks like', () => {
  const message = 'They said\n    at /home/she/stood.js:1:2\n    at the door (then left)';
  expect(placesOf(thrown(message, '    at a (/x/a.js:1:2)'))).toEqual(['    at a (a.js:1:2)']);
  const renamed = thrown(message, '    at a (/x/a.js:1:2)');
  renamed.name = 'Other';
  expect(placesOf(renamed)).toEqual(['    at a (a.js:1:2)']);
});
