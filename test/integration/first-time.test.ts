import { describe, expect, it } from 'vitest';
import { home } from '../../src/commands/home.ts';
import { emptyPlace } from './run.ts';
import { seat } from './seat.ts';
import { teamOfOne } from './teams.ts';

describe.concurrent('whoever types coc for the first time', () => {
  it('joins the team that has its reports on a server, asked for the address', async () => {
    const { remote } = await teamOfOne();
    const ben = await emptyPlace();
    const { app, prompter, told } = seat(
      ben,
      [
        ['url', remote],
        ['name', 'Ben'],
        ['email', 'ben@example.org'],
      ],
      ['My team has its reports on a server'],
    );
    Object.assign(prompter, { secret: async () => '' });
    await home(app);
    expect(told()).toContain('You are not on the team yet');
  });
});
