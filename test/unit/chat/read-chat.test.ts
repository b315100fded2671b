import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../src/chat/chat.ts';
import { readChat } from '../../../src/chat/read-chat.ts';

/** A chat as it is copied or exported; where it is from, and what was said: who, when, what. */
const CHATS: readonly (readonly [what: string, kind: Kind | undefined, text: string, said: string])[] = [
  [
    'irssi',
    'irc',
    '--- Log opened Mon Nov 23 14:09:59 2026\n14:10 -!- bo [b@x] has joined #talk\n14:10 <@ana> hi: you\n14:11 < bo> <3\n14:12  * ana waves',
    'ana 2026-11-23T14:10 hi: you|bo 2026-11-23T14:11 <3|ana 2026-11-23T14:12 waves',
  ],
  [
    'irssi over midnight',
    'irc',
    '23:59 <ana> a\n--- Day changed Tue Nov 24 2026\n00:01 <bo> b',
    'ana 23:59 a|bo 2026-11-24T00:01 b',
  ],
  [
    'WeeChat',
    'irc',
    '2026-11-23 14:10:22\tana\thi\n2026-11-23 14:10:30\t-->\tbo (b@x) has joined\n2026-11-23 14:11:00\t@bo\tyo',
    'ana 2026-11-23T14:10:22 hi|bo 2026-11-23T14:11:00 yo',
  ],
  [
    'WeeChat from the screen',
    'irc',
    '14:10:22      ana | hi\n14:10:30     @bo | yo',
    'ana 14:10:22 hi|bo 14:10:30 yo',
  ],
  [
    'HexChat',
    'irc',
    '**** BEGIN LOGGING AT Mon Nov 23 14:10:00 2026\n\nNov 23 14:10:22 <ana>\thi\nNov 23 14:10:30 *\tbo waves\n',
    'ana 2026-11-23T14:10:22 hi|bo 2026-11-23T14:10:30 waves',
  ],
  [
    'ZNC',
    'irc',
    '[14:10:22] <ana> hi\n[14:10:24] *** Joins: bo (b@x)\n[14:10:30] <bo> yo',
    'ana 14:10:22 hi|bo 14:10:30 yo',
  ],
  [
    'Textual',
    'irc',
    '[2026-11-23T14:10:22+0100] <ana> hi\n[2026-11-23T14:10:30+0100] <bo> yo',
    'ana 2026-11-23T14:10:22+01:00 hi|bo 2026-11-23T14:10:30+01:00 yo',
  ],
  [
    'mIRC',
    'irc',
    'Session Start: Mon Nov 23 14:10:00 2026\n[14:10] <ana> hi\n[14:11] * bo waves',
    'ana 2026-11-23T14:10 hi|bo 2026-11-23T14:11 waves',
  ],
  ['IRC without times', 'irc', '<ana> hi\n<bo> yo', 'ana  hi|bo  yo'],
  [
    'WhatsApp on an iPhone',
    'whatsapp',
    '[23/11/2026, 14:10:22] Ana Ruiz: hi\nsecond line\n[23/11/2026, 14:11:00] Bo: \u200eimage omitted',
    'Ana Ruiz 2026-11-23T14:10:22 hi\nsecond line|Bo 2026-11-23T14:11:00 image omitted',
  ],
  [
    'brackets before a name, which several have',
    undefined,
    '[23/11/2026, 14:10] Ana: hi\n[23/11/2026, 14:11] Bo: yo',
    'Ana 2026-11-23T14:10 hi|Bo 2026-11-23T14:11 yo',
  ],
  [
    'WhatsApp on Android',
    'whatsapp',
    '11/23/26, 2:10\u202fPM - Messages are end-to-end encrypted.\n11/23/26, 2:10\u202fPM - Ana Ruiz: hi: you\n11/23/26, 12:11\u202fAM - Bo: yo',
    'Ana Ruiz 2026-11-23T14:10 hi: you|Bo 2026-11-23T00:11 yo',
  ],
  [
    'WhatsApp in German',
    'whatsapp',
    '23.11.26, 14:10 - Ana: hi\n03.12.26, 09:00 - Bo: yo',
    'Ana 2026-11-23T14:10 hi|Bo 2026-12-03T09:00 yo',
  ],
  [
    'Signal, as lines',
    'signal',
    '[2026-11-23 14:10] Ana: hi\n[2026-11-23 14:11] Me: yo',
    'Ana 2026-11-23T14:10 hi|Me 2026-11-23T14:11 yo',
  ],
  [
    'Signal, as fields',
    'signal',
    'Conversation: Ana\n\nFrom: Ana (+4915112345)\nType: incoming\nSent: Mon, 23 Nov 2026 14:10:22 +0100\nReceived: Mon, 23 Nov 2026 14:10:23 +0100\n\nhi\n\nFrom: You\nType: outgoing\nSent: Mon, 23 Nov 2026 14:11:00 +0100\n\nyo\nyo\n',
    'Ana 2026-11-23T14:10:22+01:00 hi|You 2026-11-23T14:11:00+01:00 yo\nyo',
  ],
  [
    'Telegram',
    'telegram',
    'Ana Ruiz, [23.11.2026 14:10]\nhi\n\nBo, [23.11.2026 14:11:05]\n[In reply to Ana Ruiz]\nyo',
    'Ana Ruiz 2026-11-23T14:10 hi|Bo 2026-11-23T14:11:05 yo',
  ],
  [
    'Telegram in America',
    'telegram',
    'Ana Ruiz, [Nov 23, 2026 at 2:10 PM]:\nhi\n',
    'Ana Ruiz 2026-11-23T14:10 hi',
  ],
  [
    'Slack',
    'slack',
    'Monday, November 23rd, 2026\nAna Ruiz  2:10 PM\nhi\n2:11\nyo\nBo APP  2:12 PM\nhello\nthere',
    'Ana Ruiz 2026-11-23T14:10 hi|Ana Ruiz 2026-11-23T02:11 yo|Bo 2026-11-23T14:12 hello\nthere',
  ],
  [
    'Slack, in lines of their own',
    'slack',
    'Ana Ruiz\n  14:10\nhi\nBo\n  14:11\nyo\n:thumbsup: 2\n',
    'Ana Ruiz 14:10 hi|Bo 14:11 yo',
  ],
  [
    'Slack of former days',
    'slack',
    'ana [2:10 PM]\nhi\n\n[2:11]\nyo\n\nbo [2:12 PM]\nhello',
    'ana 14:10 hi|ana 02:11 yo|bo 14:12 hello',
  ],
  [
    'Discord',
    'discord',
    'Ana — Today at 2:10 PM\nhi\nBo — 23/11/2026 14:11\nyo',
    'Ana 14:10 hi|Bo 2026-11-23T14:11 yo',
  ],
  [
    'Discord, in lines of their own',
    'discord',
    'Ana\n — Yesterday at 2:10 PM\nhi\nBo\n — 11/23/2026 2:11 PM\nyo',
    'Ana 14:10 hi|Bo 2026-11-23T14:11 yo',
  ],
  ['Discord, compact', 'discord', '[2:10 PM]Ana: hi\n[2:11 PM]Bo: yo', 'Ana 14:10 hi|Bo 14:11 yo'],
  [
    'Discord, exported',
    'discord',
    `${'='.repeat(20)}\nGuild: Conf\nChannel: talk\n${'='.repeat(20)}\n\n[11/23/2026 2:10 PM] ana#1234\nhi\n\n[23-Nov-26 02:11 PM] bo\nyo\n`,
    'ana#1234 2026-11-23T14:10 hi|bo 2026-11-23T14:11 yo',
  ],
  [
    'Teams',
    'teams',
    '[23/11/2026 14:10] Ana Ruiz\nhi\n[14:11] Bo\nyo',
    'Ana Ruiz 2026-11-23T14:10 hi|Bo 14:11 yo',
  ],
  [
    'Zulip',
    'zulip',
    '#general > talk\nAna Ruiz\n2:10 PM\nhi\nBo\n2:11 PM\nyo',
    'Ana Ruiz 14:10 hi|Bo 14:11 yo',
  ],
  [
    'Zulip, quoted',
    'zulip',
    '@_**Ana Ruiz|12** [said](https://z.example/#narrow/near/3):\n```quote\nhi\n```\n\n@_**Bo|13** [said](https://z.example/#narrow/near/4):\n```quote\nyo\n```',
    'Ana Ruiz  hi|Bo  yo',
  ],
  [
    'Matrix',
    'matrix',
    'Exported by Ana\n23/11/2026, 14:10:22 - Ana: hi\n23/11/2026, 14:11:22 - Bo: yo',
    'Ana 2026-11-23T14:10:22 hi|Bo 2026-11-23T14:11:22 yo',
  ],
  [
    'Slack, as JSON',
    'slack',
    '[{"type":"message","user":"U1","user_profile":{"real_name":"Ana Ruiz"},"text":"hi","ts":"1795439422.000100"},{"user":"U2","text":"yo","ts":"1795439423.1"}]',
    'Ana Ruiz 2026-11-23T13:10:22Z hi|U2 2026-11-23T13:10:23Z yo',
  ],
  [
    'Discord, as JSON',
    'discord',
    '{"guild":{},"messages":[{"timestamp":"2026-11-23T14:10:22.5+01:00","content":"hi","author":{"name":"ana","nickname":"Ana"}}]}',
    'Ana 2026-11-23T14:10:22+01:00 hi',
  ],
  [
    'Zulip, as JSON',
    'zulip',
    '{"messages":[{"sender_full_name":"Ana","timestamp":1795439422,"content":"hi"}]}',
    'Ana 2026-11-23T13:10:22Z hi',
  ],
  [
    'Telegram, as JSON',
    'telegram',
    '{"name":"x","messages":[{"type":"message","date":"2026-11-23T14:10:22","from":"Ana","text":["hi ",{"type":"bold","text":"you"}]}]}',
    'Ana 2026-11-23T14:10:22 hi you',
  ],
  [
    'Matrix, as JSON',
    'matrix',
    '{"messages":[{"type":"m.room.message","sender":"@ana:x","origin_server_ts":1795439422000,"content":{"body":"hi"}}]}',
    '@ana:x 2026-11-23T13:10:22Z hi',
  ],
];

describe('a chat', () => {
  it.each(CHATS)('of %s', (_what, kind, text, said) => {
    for (const given of [text, text.replaceAll('\n', '\r\n')]) {
      const chat = readChat(given);
      expect(chat?.kind).toBe(kind);
      const shown = chat?.said.map(({ who, at = '', words }) => `${who} ${at} ${words}`).join('|');
      expect(shown).toBe(said);
      expect(chat).toMatchObject({ text: given, isCut: false, isDayUnsure: false });
    }
  });

  it('says who spoke, and when first and last', () => {
    const chat = readChat(
      '[23/11/2026, 14:10:22] Ana: hi\n[23/11/2026, 14:11:00] Bo: yo\n[24/11/2026, 09:00:00] Ana: yes',
    );
    expect(chat).toMatchObject({
      speakers: ['Ana', 'Bo'],
      first: '2026-11-23T14:10:22',
      last: '2026-11-24T09:00:00',
    });
  });

  it.each([
    ['03/04/2026', '2026-04-03', true],
    ['03/03/2026', '2026-03-03', false],
    ['03.04.2026', '2026-04-03', false],
    ['3/13/2026', '2026-03-13', false],
    ['13/3/2026', '2026-03-13', false],
    ['2026-03-04', '2026-03-04', false],
  ])('of %s says whether the day is sure', (day, first, isDayUnsure) => {
    const chat = readChat(`[${day}, 14:10:22] Ana: hi`);
    expect(chat).toMatchObject({ first: `${first}T14:10:22`, isDayUnsure });
  });

  it('tells days by their order where they can be read both ways', () => {
    const chat = readChat('[01/12/2026, 14:10:22] Ana: hi\n[02/11/2026, 14:10:22] Ana: hi');
    expect(chat).toMatchObject({
      first: '2026-01-12T14:10:22',
      last: '2026-02-11T14:10:22',
      isDayUnsure: false,
    });
  });

  it('may stand below a few words of whoever copied it', () => {
    expect(readChat('He wrote this:\n\n14:10 <bo> I know where\n14:11 <bo> you live')?.speakers).toEqual([
      'bo',
    ]);
  });

  it.each([
    'He came to my room at 14:10.\nI said: go away.\nHe said: no.',
    'What happened:\n[14:10] he came: I left\nand then\nI went\nhome.',
    'At the talk, 14:10 - 15:00: he stared.\nSo did others.',
    'Dear team,\nplease look at this.\n\nAna Ruiz\n',
    'Room 4\n14:10\nHe stood in front of the door and did not let me out until Bo came.'.replace(
      'Room 4\n',
      'He came at\n',
    ),
    'From: Ana\nTo: Bo\nSubject: x\n\nhi',
    '{"a": 1}',
    '[1, 2]',
    '{"messages": [{"text": 1}, null, 3]}',
    '[',
    '',
  ])('is nothing that somebody tells: %s', (text) => {
    expect(readChat(text)).toBeUndefined();
  });

  it('keeps the words of the text, and all the words of it', () => {
    const words = fc.string({ maxLength: 30 }).map((text) => `x${text.replace(/[\r\n]/g, ' ')}x`);
    const said = fc.tuple(
      fc.constantFrom('ana', 'bo'),
      fc.nat(59),
      fc.array(words, { minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(said, { minLength: 2, maxLength: 10 }), (all) => {
        const text = all
          .map(
            ([who, minute, lines]) =>
              `[23/11/2026, 14:${String(minute).padStart(2, '0')}:00] ${who}: ${lines.join('\n')}`,
          )
          .join('\n');
        const chat = readChat(text);
        expect(chat?.text).toBe(text);
        expect(chat?.said.map(({ who, words: one }) => `${who} ${one}`)).toEqual(
          all.map(([who, , lines]) => `${who} ${lines.join('\n').trimEnd()}`),
        );
      }),
    );
  });

  it('is told apart in little time, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '[',
            '14:10',
            ' ',
            '\n',
            'Ana',
            ': ',
            '<',
            '>',
            '|',
            '*',
            '23.11.2026',
            ', ',
            ' - ',
            ' — ',
            ']',
            '```',
          ),
        ),
        (pieces) => {
          const text = pieces.join('');
          expect(readChat(text)?.text ?? text).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
    const before = process.cpuUsage();
    for (const unit of [
      '[',
      '14:10 ',
      ' ',
      '\n',
      'a ',
      '<a> ',
      '\u200e',
      '— ',
      '[1/1/26, 1:10] ',
      '14:10 <a> b\n',
      '@**',
      '[1/1/26, 1:10] a: b\n',
    ])
      for (const text of [unit.repeat(20_000), `${unit.repeat(20_000)}\n`.repeat(3)]) readChat(text);
    readChat(`${'['.repeat(500_000)}`);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(4_000);
  });
});
