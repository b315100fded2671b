import type { Mail, Said } from './mail.ts';

/** What is to be known of a mail besides its words, a sentence each. */
const SENTENCES: Readonly<Record<Said, string>> = {
  signed: 'It says that it is signed. coc did not check that; it is kept as it came.',
  encrypted:
    'It is encrypted, or a part of it is. coc cannot read that, and keeps it as it came. Open it in your mail program, and paste what it says.',
  winmail: 'It came packed for Outlook (winmail.dat). That was unpacked.',
  'remote-images': 'It wanted to load pictures from the network. Nothing was loaded.',
  hidden: 'It has words that a mail program does not show. They stand among the others, marked.',
  'links-differ': 'A link in it leads elsewhere than it says. Both stand there.',
  'versions-differ':
    'It has a second version of its words that says something else. Look at the mail itself.',
  'several-senders': 'It names more than one sender.',
  'odd-letters': 'Some of its letters could not be told. Compare it with what your mail program shows.',
  'rich-only': 'Its words are in a form of Outlook that coc does not read. Paste what it says.',
  broken: 'A part of it is damaged, or is not in it.',
  cut: 'It is longer than what is read of a mail. All of it is in the mail itself, which is kept.',
};

export function saidOf(mail: Pick<Mail, 'said'>): readonly string[] {
  return mail.said.map((one) => SENTENCES[one]);
}

/** The words of a mail as an account: what was newly written, and apart from that what stands of earlier ones. */
function accountOf({ words, quoted }: Pick<Mail, 'words' | 'quoted'>): string {
  if (quoted === '') return words;
  return words === '' ? quoted : `${words}\n\n[From earlier mails, quoted:]\n\n${quoted}`;
}

/** The same of several in a row, each below who wrote it and when. */
export function accountOfAll(mails: readonly Mail[]): string {
  const [only, ...others] = mails;
  if (only !== undefined && others.length === 0) return accountOf(only);
  return mails
    .map((mail) => {
      const head = [mail.from?.shown ?? 'nobody named', mail.sentAt, mail.subject];
      return `[Mail: ${head.filter((one) => one !== undefined && one !== '').join(', ')}]\n\n${accountOf(mail)}`;
    })
    .join('\n\n');
}
