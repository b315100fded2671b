import { isOrdinary } from '../letters/ordinary.ts';
import { plainWords } from '../text/plain-words.ts';

const YOUR = '(?:your|ur) (?:own )?';
const THE =
  '(?:the |this |that |our )?(?:own )?(?:coc |code of conduct |response |safety |awareness |conference |event )?';
const TEAM = '(?:team|crew|staff|orgas?|organi[sz]ers?|organi[sz]ing (?:team|committee)|committee)';

/** How people say that somebody is one of those whom they talk to. */
const ONE_OF_US = [
  `(?:from|on|in|of|at) ${YOUR}(?:\\w+ )?(?:${TEAM}|board|people|lot|group|desk|colleagues)`,
  `(?:from|on|in|of) ${THE}${TEAM}`,
  'one of (?:you|yours|your (?:own|people|lot|team|staff|crew|colleagues|organi[sz]ers|volunteers)|the (?:team|organi[sz]ers|staff))',
  '(?:your|ur) (?:own )?(?:colleague|teammate|team mate|team member|co worker|coworker|co organi[sz]er|boss|lead|team lead|organi[sz]er|volunteer|mate|friend)',
  '(?:team|staff|orga|crew|committee|board) member',
  '(?:member|head|lead|leader) of (?:the |your )?(?:orga|organi[sz]ing (?:team|committee)|team|staff|crew|committee|board)',
].map((one) => new RegExp(`\\b(?:${one})\\b`));

/**
 * Whether words about somebody say that they are on the team, whoever that is: “Jonny from your team”. A hint to look before anybody is
 * let in, and no answer.
 */
export function speaksOfTheTeam(words: string): boolean {
  const plain = plainWords(words);
  return ONE_OF_US.some((one) => one.test(plain));
}

const LEFT_OUT =
  /\b(?:but not|but|except(?: for)?|excluding|apart from|other than|minus|without|not)\s+([\p{L}\p{M}'’-]+)/giu;

/** Whether a permission for the whole team seems to leave somebody out by a name: “the team, but not jonny”. */
export function seemsToLeaveOut(words: string): boolean {
  return [...words.matchAll(LEFT_OUT)].some(
    ([, next = '']) => /^\p{Lu}\p{Ll}/u.test(next) || !isOrdinary(next.toLowerCase()),
  );
}
