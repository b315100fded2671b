import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart } from '../../../src/mail/quoted.ts';

const NEW = 'He came to my room.\n\nI am afraid.';
const OLD = '> What happened?\n> Tell us.';
/** What programs write between new words and an earlier mail. */
const LINES: readonly string[] = [
  'On Mon, 23 Nov 2026 at 14:10, Ana Ruiz <ana@x.example> wrote:',
  'On Mon, 23 Nov 2026 at 14:10, Ana Ruiz\n<ana@x.example> wrote:',
  'On Nov 23, 2026, at 2:10 PM, Ana Ruiz wrote:',
  'Ana Ruiz wrote:',
  'Am Mo., 23. Nov. 2026 um 14:10 Uhr schrieb Ana Ruiz <ana@x.example>:',
  'Am 23.11.26 um 14:10 schrieb Ana Ruiz:',
  'Le lun. 23 nov. 2026 à 14:10, Ana Ruiz <ana@x.example> a écrit :',
  'El lun, 23 nov 2026 a las 14:10, Ana Ruiz (<ana@x.example>) escribió:',
  'Il giorno lun 23 nov 2026 alle ore 14:10 Ana Ruiz <ana@x.example> ha scritto:',
  'Op ma 23 nov. 2026 om 14:10 schreef Ana Ruiz <ana@x.example>:',
  'Em seg., 23 de nov. de 2026 às 14:10, Ana Ruiz <ana@x.example> escreveu:',
  'Den mån 23 nov. 2026 kl 14:10 skrev Ana Ruiz <ana@x.example>:',
  'ma 23. marrask. 2026 klo 14.10 Ana Ruiz <ana@x.example> kirjoitti:',
  'pon., 23 lis 2026 o 14:10 Ana Ruiz <ana@x.example> napisał(a):',
  'пн, 23 нояб. 2026 г. в 14:10, Ana Ruiz <ana@x.example>:\nAna Ruiz написал:',
  '2026年11月23日(月) 14:10 Ana Ruiz <ana@x.example> のメール:',
  'Ana Ruiz <ana@x.example> 于2026年11月23日周一 14:10写道：',
];
/** Below these everything is an earlier mail. */
const WHOLE: readonly string[] = [
  '-----Original Message-----\nFrom: Ana <ana@x.example>\nSent: Monday\nTo: Team\nSubject: x',
  '________________________________\nFrom: Ana <ana@x.example>\nSent: Monday\nTo: Team\nSubject: x',
  'From: Ana <ana@x.example>\nDate: Monday\nTo: Team\nSubject: x',
  'Von: Ana <ana@x.example>\nGesendet: Montag\nAn: Team\nBetreff: x',
  '*Von:* Ana <ana@x.example>\n*Gesendet:* Montag\n*An:* Team\n*Betreff:* x',
  'De : Ana <ana@x.example>\nEnvoyé : lundi\nÀ : Team\nObjet : x',
  'De: Ana\nEnviado el: lunes\nPara: Team\nAsunto: x',
  '差出人: Ana\n送信日時: 2026年\n宛先: Team\n件名: x',
  '发件人: Ana\n发送时间: 2026\n收件人: Team\n主题: x',
  '---------- Forwarded message ---------\nFrom: Ana <ana@x.example>',
  'Begin forwarded message:\n\nFrom: Ana',
  '-------- Weitergeleitete Nachricht --------\nBetreff: x',
  'On Mon, 23 Nov 2026 at 14:10, Ana Ruiz <ana@x.example> wrote:',
];

describe('what is quoted', () => {
  it.each(LINES)('stands below: %s', (line) => {
    const all = `${line}\n${OLD}`;
    expect(apart(`${NEW}\n\n${all}\n`)).toEqual({ words: NEW, quoted: all });
    expect(apart(`${NEW}\n\n${all}\n\n-- \nAna Ruiz\n`)).toEqual({
      words: NEW,
      quoted: `${all}\n\n-- \nAna Ruiz`,
    });
    expect(apart(`${all}\n\n${NEW}`)).toEqual({ words: NEW, quoted: all });
  });

  it.each(WHOLE)('is all below: %s', (lines) => {
    const all = `${lines}\n\nWhat happened?\n\nTell us.`;
    expect(apart(`${NEW}\n\n${all}`)).toEqual({ words: NEW, quoted: all });
    expect(apart(all)).toEqual({ words: '', quoted: all });
  });

  it('is the whole where nothing new was written', () => {
    expect(apart(OLD)).toEqual({ words: '', quoted: OLD });
  });

  it('is left between new words, which answer it', () => {
    const text = '> Did he say why?\nNo.\n> Was anybody there?\nBo was.';
    expect(apart(`${text}\n\nAna wrote:\n${OLD}`)).toEqual({ words: text, quoted: `Ana wrote:\n${OLD}` });
  });

  it.each([
    'On 3 November at 14:10 he wrote:\nI will find you.',
    'He wrote:\n\nI will find you.',
    'From: the blue booth\nI went to the hall.\nTo: nobody I said a word.',
    'From the start he was odd.\nTo me he was rude.',
    'She said -----\nand left.',
    'a > b, and then\n5 > 4',
    'This is what happened:\n- he came\n- he went',
    '',
  ])('is nothing of what somebody tells: %s', (text) => {
    expect(apart(text)).toEqual({ words: text, quoted: '' });
  });

  it.each([
    'He wrote:\n> I will find you.',
    'Then, on 3 November at 14:10, he wrote:\n\n> I will find you.',
    'Am 3. November um 14:10 schrieb er:\n> Warte nur.',
    'This was on the list:\n> I will find you.\n> Wait.',
    'Bo wrote:\n> I will find you.',
    '> I will find you.\n\nThat is what he wrote.',
    '> I will find you.',
  ])('is nothing that somebody quotes who answers nobody: %s', (text) => {
    expect(apart(text, false)).toEqual({ words: text, quoted: '' });
  });

  it('takes no line of whoever answers with it', () => {
    const { words } = apart(`I saw him at 14:10.\nAna wrote:\n${OLD}`);
    expect(words).toBe('I saw him at 14:10.');
    const told = 'I met Bo at 14:10.\nHis address is bo@x.example, and he wrote:\nI will find you.';
    expect(apart(told)).toEqual({ words: told, quoted: '' });
    expect(apart(`He wrote:\n${OLD}`).words).toBe('He wrote:');
  });

  it.each(LINES.filter((line) => /\d/.test(line)))(
    'is what a program says, in a mail that answers none: %s',
    (line) => {
      expect(apart(`${NEW}\n\n${line}\n${OLD}`, false)).toEqual({ words: NEW, quoted: `${line}\n${OLD}` });
    },
  );

  it('loses no line, and keeps the order', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '> a',
        '>> b',
        'Ana wrote:',
        '-- ',
        '-----Original Message-----',
        'From: a',
        'To: b',
        'Subject: c',
        'On 1 Jan 2026 a@b.example wrote:',
        '_'.repeat(40),
      ),
      fc.string({ maxLength: 12 }).map((text) => text.replace(/\n/g, ' ')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const { words, quoted } = apart(lines.join('\n'));
        const written = (text: string): string[] => text.split('\n').filter((one) => one.trim() !== '');
        const all = lines.flatMap((one) => written(one));
        const [ofWords, ofQuoted] = [written(words), written(quoted)];
        expect([...ofWords, ...ofQuoted].sort()).toEqual([...all].sort());
        const at = all.join('\n').indexOf(ofWords.join('\n'));
        expect(at).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
