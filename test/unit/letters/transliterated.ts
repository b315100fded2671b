/**
 * Slavic names as German, English, French, Polish and the library write them in Latin letters. Each letter of a name in Cyrillic has
 * what that hand writes for it; е also at the beginning and behind a vowel, and what stands at the end.
 */
type Hand = Readonly<Record<string, string>>;

const PLAIN: Hand = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm' },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', ы: 'y', э: 'e', ь: '', ъ: '' },
};

export const HANDS: Readonly<Record<string, Hand>> = {
  german: {
    ...PLAIN,
    ...{ в: 'w', з: 's', ж: 'sch', х: 'ch', ц: 'z', ч: 'tsch', ш: 'sch', щ: 'schtsch', ё: 'jo', ю: 'ju' },
    ...{ я: 'ja', й: 'j', '^е': 'je', ье: 'je', ьё: 'jo', ий$: 'i', сс: 'ss', аси: 'assi', кс: 'x' },
  },
  english: {
    ...PLAIN,
    ...{ ж: 'zh', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ё: 'yo', ю: 'yu', я: 'ya', й: 'y' },
    ...{ '^е': 'ye', ье: 'ye', ьё: 'yo', ий$: 'y', чё: 'che', щё: 'shche', кс: 'x' },
  },
  french: {
    ...PLAIN,
    ...{ ж: 'j', х: 'kh', ц: 'ts', ч: 'tch', ш: 'ch', щ: 'chtch', ё: 'io', ю: 'iou', я: 'ia', у: 'ou' },
    ...{ ев$: 'eff', ов$: 'off', ьев$: 'ieff', ий$: 'i', ин$: 'ine', ге: 'gue', чё: 'tche', щё: 'chtche' },
  },
  polish: {
    ...PLAIN,
    ...{ в: 'w', ж: 'ż', х: 'ch', ц: 'c', ч: 'cz', ш: 'sz', щ: 'szcz', ё: 'jo', ю: 'ju', я: 'ja', й: 'j' },
    ...{ '^е': 'je', ье: 'je', ьё: 'jo', ий$: 'ij', чё: 'czo', щё: 'szczo', ы: 'y', ский$: 'ski' },
  },
  library: {
    ...PLAIN,
    ...{
      ж: 'ž',
      х: 'h',
      ц: 'c',
      ч: 'č',
      ш: 'š',
      щ: 'šč',
      ё: 'ë',
      ю: 'ju',
      я: 'ja',
      й: 'j',
      ьё: 'jë',
      ье: 'je',
    },
  },
};

const VOWELS = 'аеёиоуыэюя';

/** A name in Cyrillic letters as one hand writes it: “Васильев”, german, “Wassiljew”. */
export function transliterated(name: string, hand: Hand): string {
  return name
    .split(' ')
    .map((word) => capital(letters(word.toLowerCase(), hand)))
    .join(' ');
}

function letters(word: string, hand: Hand): string {
  let [all, at] = ['', 0];
  while (at < word.length) {
    const length = [4, 3, 2, 1].find((some) => at + some <= word.length && key(word, at, some, hand));
    const found = key(word, at, length ?? 1, hand);
    if (found === undefined) throw new Error(`nothing is written for ${word[at]}`);
    all += hand[found];
    at += length ?? 1;
  }
  return all;
}

function key(word: string, at: number, length: number, hand: Hand): string | undefined {
  const piece = word.slice(at, at + length);
  const isLast = at + length === word.length;
  const isOpen = at === 0 || VOWELS.includes(word[at - 1] ?? '');
  return [...(isLast ? [`${piece}$`] : []), ...(isOpen ? [`^${piece}`] : []), piece].find(
    (one) => one in hand,
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export const FAMILIES =
  `Васильев Дмитриев Чайковский Хрущёв Горбачёв Жуков Шевченко Ковальчук Юдин Яковлев Цветков Щербаков Фёдоров
  Алексеев Николаев Тимофеев Кузнецов Михайлов Ильин Зайцев Достоевский Соловьёв Любимов Александров Ершов Хоменко Жданов Лисицын
  Пушкин Вознесенский Бухарин Сахаров Чехов Анохин Захарченко Журавлёв`.split(/\s+/);
export const GIVEN =
  `Марко Сергей Алексей Юрий Дмитрий Михаил Татьяна Ксения Оксана Николай Евгений Захар Любовь Вячеслав`.split(
    /\s+/,
  );
