import { describe, expect, it } from 'vitest';
import { chosenEditor } from '../../../src/interview/terminal/editor-command.ts';

/** No program is there, so that only the names tell. */
const chosen = (EDITOR: string) => chosenEditor({ EDITOR, PATH: '/nowhere', HOME: '/nowhere' });

describe('the editor that somebody chose', () => {
  it.each([
    ...[
      'vi',
      'vim',
      'nvim',
      'view',
      'ex',
      'rvim',
      'vimx',
      'vim.basic',
      'vim.tiny',
      'vim.gtk3',
      'nvim.appimage',
    ],
    ...[
      '/usr/bin/vim',
      '"/my programs/vim"',
      "'/my programs/vim'",
      '~/bin/vim',
      'vim -f',
      'vim  -f\t-n',
      ' vim ',
    ],
    ...['TERM=xterm vim', 'A=1 B="2 3" vim', 'vim -c "set tw=72 | set ai"', 'vim >/dev/null'],
  ])('is vim, which reads no settings of anybody’s: %s', (command) => {
    expect(chosen(command)).toMatchObject({ isKnown: true });
    expect(chosen(command)?.options.join(' ')).toMatch(
      /^-n -i NONE -u NONE --noplugin --cmd .* -c .*noundofile/,
    );
  });

  it.each(['gvim', 'gvim -f', 'mvim', 'evim'])('is vim in a window, which coc waits for: %s', (command) => {
    expect(chosen(command)?.options.slice(0, 3)).toEqual(['-f', '-U', 'NONE']);
  });

  it.each(['nano', 'nano -w', 'rnano', '/bin/nano'])('is nano: %s', (command) => {
    expect(chosen(command)).toMatchObject({ isKnown: true, options: ['--ignorercfiles'] });
  });

  it.each(['emacs', 'emacs -nw', 'emacs-29.1'])('is emacs: %s', (command) => {
    expect(chosen(command)?.options[0]).toBe('-Q');
  });

  it.each([
    ...['code --wait', 'emacsclient', 'nvim-qt', 'subl -w', 'gedit', 'vimdiff', 'nvi', 'notvim', 'vim.d/x'],
    ...[
      'sh -c "vim $1" x',
      'env A=1 vim',
      'vim; true',
      'vim && true',
      'vim | cat',
      'true\nvim',
      '$(which vim)',
      '(vim)',
    ],
  ])('is one of which coc knows nothing: %s', (command) => {
    expect(chosen(command)).toMatchObject({ options: [], isKnown: false });
  });

  it('takes the place of the shell, unless the line is more than a program', () => {
    expect(chosen(' vim -f')?.command).toBe('exec vim -f');
    expect(chosen('A=1 B="2 3" code --wait')?.command).toBe('A=1 B="2 3" exec code --wait');
    expect(chosen('vim; true')?.command).toBe('vim; true');
  });

  it('is VISUAL before EDITOR, and none where neither is set', () => {
    expect(chosenEditor({ VISUAL: 'nano', EDITOR: 'vim' })?.name).toBe('nano');
    expect(chosenEditor({ VISUAL: '', EDITOR: ' ' })).toBeUndefined();
  });
});
