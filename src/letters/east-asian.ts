/** Japanese names in their characters and as they are read, since no character tells how a name is read. */
const JAPANESE = `佐藤 sato|鈴木 suzuki|高橋 takahashi|田中 tanaka|伊藤 ito|渡辺 watanabe|渡邊 watanabe|渡部 watanabe|山本 yamamoto|中村
nakamura|小林 kobayashi|加藤 kato|吉田 yoshida|山田 yamada|佐々木 sasaki|山口 yamaguchi|松本 matsumoto|井上 inoue|木村 kimura|林 hayashi|
斎藤 saito|斉藤 saito|清水 shimizu|山崎 yamazaki|森 mori|池田 ikeda|橋本 hashimoto|阿部 abe|石川 ishikawa|山下 yamashita|中島 nakajima|
石井 ishii|小川 ogawa|前田 maeda|岡田 okada|長谷川 hasegawa|藤田 fujita|後藤 goto|近藤 kondo|村上 murakami|遠藤 endo|青木 aoki|坂本
sakamoto|福田 fukuda|太田 ota|西村 nishimura|藤井 fujii|金子 kaneko|岡本 okamoto|藤原 fujiwara|三浦 miura|中野 nakano|原田 harada|松田
matsuda|竹内 takeuchi|小野 ono|田村 tamura|中川 nakagawa|中山 nakayama|和田 wada|石田 ishida|森田 morita|上田 ueda|原 hara|内田 uchida|
柴田 shibata|酒井 sakai|宮崎 miyazaki|横山 yokoyama|高木 takagi|安藤 ando|宮本 miyamoto|大野 ono|小島 kojima|工藤 kudo|谷口 taniguchi|
今井 imai|高田 takada|丸山 maruyama|増田 masuda|杉山 sugiyama|村田 murata|大塚 otsuka|新井 arai|小山 koyama|平野 hirano|河野 kono|藤本
fujimoto|上野 ueno|野口 noguchi|武田 takeda|松井 matsui|千葉 chiba|菅原 sugawara|岩崎 iwasaki|久保 kubo|木下 kinoshita|佐野 sano|野村
nomura|松尾 matsuo|菊地 kikuchi|市川 ichikawa|杉本 sugimoto|古川 furukawa|大西 onishi|島田 shimada|水野 mizuno|桜井 sakurai|高野 takano|
吉川 yoshikawa|山内 yamauchi|西田 nishida|飯田 iida|太郎 taro|一郎 ichiro|次郎 jiro|花子 hanako|健 ken|健太 kenta|健一 kenichi|翔 sho|
翔太 shota|大輔 daisuke|拓也 takuya|直樹 naoki|浩 hiroshi|誠 makoto|隆 takashi|明 akira|学 manabu|進 susumu|修 osamu|愛 ai|美咲 misaki|
陽菜 hina|結衣 yui|さくら sakura|桜 sakura|恵子 keiko|裕子 yuko|由美 yumi|由美子 yumiko|真由美 mayumi|智子 tomoko|陽子 yoko|洋子 yoko|
和子 kazuko|久美子 kumiko|直美 naomi|明美 akemi|幸子 sachiko|京子 kyoko|春樹 haruki|悠人 yuto|蓮 ren|大翔 hiroto|葵 aoi|凛 rin|美穂 miho|
彩 aya|舞 mai|優 yu|涼 ryo|亮 ryo|剛 tsuyoshi|哲也 tetsuya|和也 kazuya|達也 tatsuya|博 hiroshi|正 tadashi|勇 isamu|茂 shigeru|清 kiyoshi`;

/** Korean family names, in all the ways in which people write theirs. */
const KOREAN = `김 kim gim|이 lee yi rhee li i|박 park bak pak|최 choi choe|정 jung jeong chung|강 kang gang|조 cho jo|윤 yoon yun|장 jang
chang|임 lim im rim|한 han|오 oh o|서 seo suh|신 shin sin|권 kwon gwon|황 hwang|안 ahn an|송 song|류 ryu yoo|유 yoo yu ryu|전 jeon jun chun|
홍 hong|고 ko go koh|문 moon mun|양 yang|손 son sohn|배 bae|백 baek paik|허 heo hur|남 nam|심 shim sim|노 noh roh no|하 ha|곽 kwak gwak|
성 sung seong|차 cha|주 joo ju|우 woo u|구 koo gu|민 min|진 jin|나 na|지 ji|엄 eom um|원 won|천 cheon|방 bang|공 kong gong|현 hyun|변 byun`;

/** Chinese family names as they are written outside of the mainland. */
const CHINESE = `王 wong ong|李 lee li|张 cheung chang teo|張 cheung chang teo|陈 chan tan|陳 chan tan|黄 wong huang ng|黃 wong huang ng|
林 lam lim|刘 lau liu|劉 lau liu|吴 ng wu goh|吳 ng wu goh|周 chow chau|杨 yeung yang|楊 yeung yang|何 ho|郑 cheng chung|鄭 cheng chung|
谢 tse|謝 tse|蔡 choi tsai chua|许 hui hsu koh|許 hui hsu koh|郭 kwok kuo|梁 leung liang|朱 chu|徐 hsu tsui|叶 yip yeh|葉 yip yeh`;

const table = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    text
      .split('|')
      .map((line) => line.trim().split(/\s+/))
      .map(([written = '', ...read]) => [written, read]),
  );
const READINGS = table(JAPANESE);
const KOREAN_FAMILIES = table(KOREAN);
const CHINESE_FAMILIES = table(CHINESE);

/** The family and the given name of an East Asian name in its own script; undefined where it cannot be told. */
export function partsOf(name: string): { readonly family: string; readonly given: string } | undefined {
  const letters = [...name];
  const isKorean = /^\p{Script=Hangul}+$/u.test(name);
  if (!isKorean && !/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々]+$/u.test(name))
    return undefined;
  if (letters.length < 2 || letters.length > 6) return undefined;
  const known = isKorean
    ? 0
    : ([3, 2].find((length) => READINGS.has(letters.slice(0, length).join(''))) ?? 0);
  const length = known > 0 && known < letters.length ? known : letters.length > 3 ? 2 : 1;
  return { family: letters.slice(0, length).join(''), given: letters.slice(length).join('') };
}

/** How a family name or given name may be written in Latin letters, other than letter by letter. */
export function readingsOf(part: string): readonly string[] {
  return [KOREAN_FAMILIES, CHINESE_FAMILIES, READINGS].flatMap((one) => one.get(part) ?? []);
}

/** In which characters a name in Latin letters may be written. */
export function writingsOf(read: string): readonly string[] {
  return [...READINGS].flatMap(([written, readings]) =>
    [...written].length > 1 && readings.includes(read) ? [written] : [],
  );
}

/** Whether two words in Latin letters are how one Korean or Chinese family writes its name: Paik and Baek. */
export function areOneFamily(one: string, other: string): boolean {
  return ONE_FAMILY.get(one)?.has(other) === true;
}

const FAMILIES = [...KOREAN_FAMILIES.values(), ...CHINESE_FAMILIES.values()];
const ONE_FAMILY: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  FAMILIES.flat().map((read) => [read, new Set(FAMILIES.filter((all) => all.includes(read)).flat())]),
);
